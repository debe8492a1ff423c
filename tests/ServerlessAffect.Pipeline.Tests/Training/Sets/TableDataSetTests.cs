using System.Text;
using FsCheck;
using FsCheck.Fluent;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Pipeline.Tests.Training.World;
using ServerlessAffect.Pipeline.Training.Sets;
using ServerlessAffect.Testing;

namespace ServerlessAffect.Pipeline.Tests.Training.Sets;

public sealed class TableDataSetTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_csv_manifest_names_texts_and_files()
    {
        _folder.Write("notes/a.txt", "what the file says");
        _folder.Write("manifest.csv", "file,text,label,group,subject\nnotes/a.txt,,good,g1,s1\n,in the table,bad,,s2\n,alone,good,,\n");

        var set = await ReadAsync();

        Assert.Equal(["bad", "good"], set.Classes);
        Assert.Equal(["what the file says", "in the table", "alone"], set.Train.Select(e => e.Text.Trim()));
        Assert.Equal(["g1", "s2", set.Train[2].Key], set.Train.Select(e => e.Group));
        Assert.Equal(["notes/a.txt", "manifest:1", "manifest:2"], set.Train.Select(e => e.Id));
        Assert.Empty(set.Published);
    }

    [Fact]
    public async Task A_manifest_of_json_lines_says_the_same()
    {
        _folder.Write("manifest.jsonl", "{\"text\":\"one\",\"label\":1,\"group\":7}\n\n{\"text\":\"two\",\"label\":\"x\",\"subject\":\"s\"}\r\n");

        var set = await ReadAsync();

        Assert.Equal(["1", "x"], set.Classes);
        Assert.Equal(["7", "s"], set.Train.Select(e => e.Group));
    }

    [Fact]
    public async Task The_terms_of_the_data_are_read_and_belong_to_the_snapshot()
    {
        _folder.Write("manifest.csv", "text,label\na,b\n");
        var plain = await ReadAsync();
        _folder.Write("dataset.json", "{ \"terms\": \" For our own use. \" }");

        var described = await ReadAsync();

        Assert.Equal((null, "For our own use."), (plain.Terms, described.Terms));
        Assert.NotEqual(plain.Snapshot, described.Snapshot);
        foreach (var wrong in new[] { "{ \"licence\": \"x\" }", "[]", "secret" })
        {
            _folder.Write("dataset.json", wrong);
            var failure = await Assert.ThrowsAsync<AffectException>(ReadAsync);
            Assert.Equal(ErrorCodes.InvalidData, failure.Code);
            Assert.DoesNotContain("secret", failure.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("manifest.csv", "text,label,text\nsecret words,good,b\n")]
    [InlineData("manifest.jsonl", "{\"text\":\"secret words\",\"text\":\"b\",\"label\":\"good\"}")]
    [InlineData("manifest.csv", "text,label\nsecret words,\n")]
    [InlineData("manifest.csv", "text,label\n,good\n")]
    [InlineData("manifest.csv", "text,label\n   ,good\n")]
    [InlineData("manifest.csv", "text\nsecret words\n")]
    [InlineData("manifest.csv", "text,file,label\nsecret words,a.txt,good\n")]
    [InlineData("manifest.csv", "file,label\n../a.txt,good\n")]
    [InlineData("manifest.csv", "file,label\n/etc/passwd,good\n")]
    [InlineData("manifest.csv", "file,label\nempty.txt,good\n")]
    [InlineData("manifest.csv", "file,label\nbinary.txt,good\n")]
    [InlineData("manifest.csv", "text,label\nsecret words,\"a\u0007b\"\n")]
    [InlineData("manifest.jsonl", "secret words")]
    [InlineData("manifest.jsonl", "[\"secret words\"]")]
    [InlineData("manifest.jsonl", "{\"text\":[\"secret words\"],\"label\":\"good\"}")]
    [InlineData("manifest.jsonl", "{\"text\":\"secret words\"}")]
    [InlineData("manifest.jsonl", "")]
    public async Task A_hostile_manifest_is_refused_without_a_text(string name, string content)
    {
        _folder.Write("empty.txt", "");
        await File.WriteAllBytesAsync(Path.Combine(_folder.Path, "binary.txt"), [0x89, 0x50, 0x4E, 0x47, 0, 0, 0, 1, 2, 3]);
        _folder.Write(name, content);

        var failure = await Assert.ThrowsAsync<AffectException>(ReadAsync);

        Assert.Equal(ErrorCodes.InvalidData, failure.Code);
        Assert.DoesNotContain("secret", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_unknown_data()
    {
        _folder.Write("manifest.csv", "file,label\nnone.txt,good\n");

        Assert.Equal(ErrorCodes.UnknownData, (await Assert.ThrowsAsync<AffectException>(ReadAsync)).Code);
    }

    [Fact]
    public async Task Two_manifests_are_one_too_many()
    {
        _folder.Write("manifest.csv", "text,label\na,b\n");
        _folder.Write("manifest.jsonl", "{\"text\":\"a\",\"label\":\"b\"}");

        Assert.Equal(ErrorCodes.InvalidData, (await Assert.ThrowsAsync<AffectException>(ReadAsync)).Code);
    }

    [Theory]
    [InlineData("manifest.csv", "text,label,group\n")]
    [InlineData("manifest.jsonl", "{\"text\":\"a\",\"label\":\"b\"}\n")]
    public void Random_bytes_are_read_or_refused_and_nothing_else(string name, string start)
    {
        var property = Prop.ForAll<byte[]>(bytes =>
        {
            File.WriteAllBytes(Path.Combine(_folder.Path, name), [.. Encoding.UTF8.GetBytes(start), .. bytes]);
            try
            {
                return ReadAsync().GetAwaiter().GetResult().Train.Count > 0;
            }
            catch (AffectException failure)
            {
                return failure.Code is ErrorCodes.InvalidData or ErrorCodes.UnknownData;
            }
        });

        Check.One(Config.QuickThrowOnFailure.WithMaxTest(Fuzz.Count(200)), property);
    }

    private Task<DataSet> ReadAsync() => DataSets.ReadAsync(new DataSource("table", _folder.Path), null, null, CancellationToken.None);
}
