using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.AspNetCore.Http;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Media;
using ServerlessAffect.Core.Models;
using ServerlessAffect.Functions.Requests;
using ServerlessAffect.Functions.Tests.World;
using ServerlessAffect.Testing;

namespace ServerlessAffect.Functions.Tests.Requests;

public class ScoreAudioParserTests
{
    private const int InMemory = 1000;
    private const int Most = 5000;
    private const string Form = "multipart/form-data; boundary=b";

    [Theory]
    [InlineData("audio/wav", "wav")]
    [InlineData("Audio/X-WAV", "wav")]
    [InlineData("audio/flac", "flac")]
    [InlineData("audio/mpeg", "mp3")]
    [InlineData("audio/mp4", "m4a")]
    [InlineData("audio/ogg; codecs=opus", "ogg")]
    [InlineData("audio/webm;codecs=\"opus\"", "webm")]
    [InlineData("video/mp4", "mp4")]
    [InlineData("video/quicktime", "mov")]
    public async Task A_body_is_read_as_its_content_type_says(string type, string format)
    {
        await using var asked = await ReadAsync(ApiCall.Post(Bytes(10), type));
        Assert.Equal((format, null, null), (asked.Format.Name, asked.Model, asked.Subject));
        Assert.Equal(Bytes(10), Content(asked));
    }

    [Fact]
    public void Every_content_type_names_sound() =>
        Assert.All(SoundType.All, type => Assert.True(SoundType.Of(type, null).Modality is Modality.Audio or Modality.Video, type));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("application/json")]
    [InlineData("application/octet-stream")]
    [InlineData("audio/midi")]
    [InlineData("image/png")]
    [InlineData("text/plain")]
    [InlineData("audio/wav, audio/flac")]
    [InlineData("wav")]
    [InlineData("multipart/mixed; boundary=b")]
    public async Task Another_type_is_refused_unread(string? type)
    {
        var fault = await RefusedAsync(ApiCall.Post(Bytes(10), type));
        Assert.Equal(ErrorCodes.UnsupportedType, fault.Code);
        Assert.Contains("audio/wav", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("?name=a.mp3", "mp3")]
    [InlineData("?name=../../%00/x.FLAC", "flac")]
    public async Task Where_the_type_says_nothing_the_name_does(string query, string format)
    {
        var request = ApiCall.Post(Bytes(10), "application/octet-stream");
        request.QueryString = new QueryString(query);
        await using var asked = await ReadAsync(request);
        Assert.Equal(format, asked.Format.Name);
    }

    [Fact]
    public async Task Model_and_subject_may_stand_in_the_query_beside_the_key()
    {
        var request = ApiCall.Post(Bytes(10), "audio/wav");
        request.QueryString = new QueryString("?code=secret&model=speech-emotion@20260101-00000001&subject=ann%20b");
        await using var asked = await ReadAsync(request);
        Assert.Equal((new ModelRef("speech-emotion", "20260101-00000001"), "ann b"), (asked.Model!.Value, asked.Subject));
    }

    [Theory]
    [InlineData("?model=")]
    [InlineData("?model=../x")]
    [InlineData("?model=a&model=b")]
    [InlineData("?subject=")]
    [InlineData("?subject=%20a")]
    [InlineData("?subject=a%0Ab")]
    [InlineData("?subject=a%E2%80%AEb")]
    [InlineData("?modle=a")]
    public async Task A_query_that_means_nothing_is_refused(string query)
    {
        var request = ApiCall.Post(Bytes(10), "audio/wav");
        request.QueryString = new QueryString(query);
        Assert.Equal(ErrorCodes.InvalidRequest, (await RefusedAsync(request)).Code);
    }

    [Fact]
    public async Task A_form_has_one_file_and_perhaps_fields_before_and_behind_it()
    {
        await using var asked = await ReadAsync(ApiCall.Post(
            MakeForm(("model", null, null, "speech-emotion"u8.ToArray()), ("file", "my song.flac", "audio/flac", Bytes(2000)), ("subject", null, null, "änn"u8.ToArray())), Form));
        Assert.Equal(("flac", new ModelRef("speech-emotion", null), "änn"), (asked.Format.Name, asked.Model!.Value, asked.Subject));
        Assert.Equal(Bytes(2000), Content(asked));
    }

    [Theory]
    [InlineData("a.mp3", null, "mp3")]
    [InlineData("a.mp3", "application/octet-stream", "mp3")]
    [InlineData("a.mp3", "audio/wav", "wav")]
    [InlineData("../../etc/passwd.wav", null, "wav")]
    [InlineData("\u202Egnp.wav", null, "wav")]
    public async Task The_file_of_a_form_is_what_its_type_says_and_else_its_extension(string name, string? type, string format)
    {
        await using var asked = await ReadAsync(ApiCall.Post(MakeForm(("x", name, type, Bytes(10))), Form));
        Assert.Equal(format, asked.Format.Name);
    }

    [Theory]
    [InlineData("a.txt", null)]
    [InlineData("a", null)]
    [InlineData("a.wav", "text/plain")]
    public async Task A_form_with_a_file_that_is_no_sound_is_refused(string name, string? type) =>
        Assert.Equal(ErrorCodes.UnsupportedType, (await RefusedAsync(ApiCall.Post(MakeForm(("x", name, type, Bytes(10))), Form))).Code);

    [Fact]
    public async Task A_form_that_is_not_what_is_expected_is_refused()
    {
        var file = ("f", (string?)"a.wav", (string?)"audio/wav", Bytes(10));
        var field = ("subject", (string?)null, (string?)null, "a"u8.ToArray());
        foreach (var body in new[]
        {
            [],
            "no form at all"u8.ToArray(),
            MakeForm(field),
            MakeForm(file, file),
            MakeForm(file, field, field),
            MakeForm(file, ("colour", null, null, "red"u8.ToArray())),
            MakeForm(file, ("subject", null, null, [0xC3, 0x28])),
            MakeForm(file, ("subject", null, null, new byte[100_000])),
            MakeForm(file)[..^20],
            Encoding.ASCII.GetBytes("--b\r\nContent-Type: audio/wav\r\n\r\nxx\r\n--b--\r\n"),
            Encoding.ASCII.GetBytes("--b\r\n" + string.Concat(Enumerable.Range(0, 100).Select(i => $"X-{i}: y\r\n")) + "\r\nxx\r\n--b--\r\n"),
        })
        {
            Assert.Equal(ErrorCodes.InvalidRequest, (await RefusedAsync(ApiCall.Post(body, Form))).Code);
        }

        Assert.Equal(ErrorCodes.InvalidRequest, (await RefusedAsync(ApiCall.Post(MakeForm(file), "multipart/form-data"))).Code);
        Assert.Equal(ErrorCodes.InvalidRequest, (await RefusedAsync(ApiCall.Post(MakeForm(file), $"multipart/form-data; boundary={new string('b', 200)}"))).Code);
    }

    [Fact]
    public async Task What_is_small_stays_in_memory_and_what_is_large_leaves_no_file()
    {
        var before = Spools();
        await using (var small = await ReadAsync(ApiCall.Post(Bytes(InMemory), "audio/wav")))
        await using (var large = await ReadAsync(ApiCall.Post(Bytes(InMemory + 1), "audio/wav")))
        {
            Assert.IsType<MemoryStream>(small.Content);
            Assert.IsType<FileStream>(large.Content);
            Assert.Equal(Bytes(InMemory + 1), Content(large));
            Assert.Equal(before, Spools());
        }

        Assert.Equal(before, Spools());
    }

    [Theory]
    [InlineData(true, "audio/wav")]
    [InlineData(false, "audio/wav")]
    [InlineData(true, Form)]
    [InlineData(false, Form)]
    public async Task A_body_beyond_the_limit_is_not_read(bool stated, string type)
    {
        var body = type == Form ? MakeForm(("f", "a.wav", null, Bytes(stated ? 200_000 : Most + 1))) : Bytes(Most + 1);
        var request = ApiCall.Post(body, type);
        request.ContentLength = stated ? body.Length : null;
        Assert.Equal(ErrorCodes.FileTooLarge, (await RefusedAsync(request)).Code);
        Assert.Equal(!stated, request.Body.Position > 0);
    }

    [Theory]
    [InlineData("audio/wav")]
    [InlineData(Form)]
    public async Task Nothing_is_no_recording(string type)
    {
        var body = type == Form ? MakeForm(("f", "a.wav", null, [])) : [];
        Assert.Equal(ErrorCodes.EmptyFile, (await RefusedAsync(ApiCall.Post(body, type))).Code);
    }

    [Fact]
    public async Task A_body_that_is_packed_is_refused()
    {
        var request = ApiCall.Post(Bytes(10), "audio/wav");
        request.Headers.ContentEncoding = "gzip";
        Assert.Equal(ErrorCodes.UnsupportedType, (await RefusedAsync(request)).Code);
    }

    [Fact]
    public async Task A_request_that_is_given_up_stops_being_read()
    {
        using var gone = new CancellationTokenSource();
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ScoreAudioParser.ReadAsync(ApiCall.Post(Bytes(10), "audio/wav"), InMemory, Most, gone.Token));
    }

    [Fact]
    public void Whatever_a_stranger_sends_as_a_form_is_read_or_refused()
    {
        var valid = MakeForm(("model", null, null, "m"u8.ToArray()), ("f", "a.wav", "audio/wav", Bytes(40)), ("subject", null, null, "s"u8.ToArray()));
        var mutated = from edits in Gen.Choose(1, 4)
                      from places in Gen.ArrayOf(Gen.Choose(0, valid.Length - 1), edits)
                      from bytes in Gen.ArrayOf(Gen.Choose(0, 255), edits)
                      from length in Gen.OneOf(Gen.Constant(valid.Length), Gen.Choose(0, valid.Length))
                      select Mutate(valid, places, bytes)[..length];
        Prop.ForAll(mutated.ToArbitrary(), (byte[] body) =>
        {
            try
            {
                using var content = ReadAsync(ApiCall.Post(body, Form)).GetAwaiter().GetResult().Content;
                return content.Length is > 0 and <= Most;
            }
            catch (AffectException fault)
            {
                return fault.Code is ErrorCodes.InvalidRequest or ErrorCodes.UnsupportedType or ErrorCodes.EmptyFile;
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(Fuzz.Count(1000)));
    }

    internal static byte[] MakeForm(params (string Name, string? FileName, string? Type, byte[] Content)[] parts)
    {
        using var body = new MemoryStream();
        foreach (var (name, fileName, type, content) in parts)
        {
            body.Write(Encoding.UTF8.GetBytes(
                $"--b\r\nContent-Disposition: form-data; name=\"{name}\"{(fileName is null ? "" : $"; filename=\"{fileName}\"")}\r\n{(type is null ? "" : $"Content-Type: {type}\r\n")}\r\n"));
            body.Write(content);
            body.Write("\r\n"u8);
        }

        body.Write("--b--\r\n"u8);
        return body.ToArray();
    }

    private static Task<ScoreAudioRequest> ReadAsync(HttpRequest request) => ScoreAudioParser.ReadAsync(request, InMemory, Most, CancellationToken.None);

    private static Task<AffectException> RefusedAsync(HttpRequest request) => Assert.ThrowsAsync<AffectException>(() => ReadAsync(request));

    private static byte[] Content(ScoreAudioRequest asked)
    {
        using var copy = new MemoryStream();
        asked.Content.CopyTo(copy);
        return copy.ToArray();
    }

    private static string[] Spools() => Directory.GetFiles(Path.GetTempPath(), "affect-request-*");

    private static byte[] Bytes(int count) => [.. Enumerable.Range(0, count).Select(i => (byte)(i * 7))];

    private static byte[] Mutate(byte[] valid, int[] places, int[] bytes)
    {
        var copy = valid.ToArray();
        for (var i = 0; i < places.Length; i++)
        {
            copy[places[i]] = (byte)bytes[i];
        }

        return copy;
    }
}
