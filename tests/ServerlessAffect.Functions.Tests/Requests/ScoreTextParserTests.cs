using System.Buffers;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Models;
using ServerlessAffect.Functions.Requests;
using ServerlessAffect.Testing;

namespace ServerlessAffect.Functions.Tests.Requests;

public class ScoreTextParserTests
{
    [Fact]
    public void Each_of_the_three_shapes_is_read()
    {
        var one = Parse("""{"text":"a \"b\" \u00e4 \ud83d\ude00"}""");
        var many = Parse("""{ "model" : "tweet-topic@20260101-00000001", "texts" : [ "a", "" ] }""");
        var items = Parse("""{"items":[{"id":"x","text":"a"},{"text":"bc"}]}""");

        Assert.Equal(["a \"b\" ä 😀"], one.Texts);
        Assert.Null(one.Ids);
        Assert.Equal((new ModelRef("tweet-topic", "20260101-00000001"), 1L), (many.Model!.Value, many.Characters));
        Assert.Equal(["a", ""], many.Texts);
        Assert.Equal(["x", null], items.Ids);
        Assert.Equal(3, items.Characters);
    }

    [Theory]
    [InlineData("", ErrorCodes.MalformedJson)]
    [InlineData("{", ErrorCodes.MalformedJson)]
    [InlineData("""{"text":"a"} x""", ErrorCodes.MalformedJson)]
    [InlineData("""{"text":"a"}{}""", ErrorCodes.MalformedJson)]
    [InlineData("""{"text":"a",}""", ErrorCodes.MalformedJson)]
    [InlineData("""{"text":"\ud800"}""", ErrorCodes.MalformedJson)]
    [InlineData("""{"texts":[[[[[["a"]]]]]]}""", ErrorCodes.InvalidRequest)]
    [InlineData("[]", ErrorCodes.InvalidRequest)]
    [InlineData("\"a\"", ErrorCodes.InvalidRequest)]
    [InlineData("null", ErrorCodes.InvalidRequest)]
    [InlineData("{}", ErrorCodes.InvalidRequest)]
    [InlineData("""{"model":"tweet-topic"}""", ErrorCodes.InvalidRequest)]
    [InlineData("""{"text":1}""", ErrorCodes.InvalidRequest)]
    [InlineData("""{"text":null}""", ErrorCodes.InvalidRequest)]
    [InlineData("""{"text":{"a":1}}""", ErrorCodes.InvalidRequest)]
    [InlineData("""{"texts":"a"}""", ErrorCodes.InvalidRequest)]
    [InlineData("""{"texts":[]}""", ErrorCodes.InvalidRequest)]
    [InlineData("""{"texts":["a",1]}""", ErrorCodes.InvalidRequest)]
    [InlineData("""{"items":[{}]}""", ErrorCodes.InvalidRequest)]
    [InlineData("""{"items":[{"text":"a","text":"b"}]}""", ErrorCodes.InvalidRequest)]
    [InlineData("""{"items":[{"text":"a","lang":"b"}]}""", ErrorCodes.InvalidRequest)]
    [InlineData("""{"items":["a"]}""", ErrorCodes.InvalidRequest)]
    [InlineData("""{"text":"a","text":"b"}""", ErrorCodes.InvalidRequest)]
    [InlineData("""{"text":"a","texts":["b"]}""", ErrorCodes.InvalidRequest)]
    [InlineData("""{"text":"a","other":1}""", ErrorCodes.InvalidRequest)]
    [InlineData("""{"text":"a","model":"../x"}""", ErrorCodes.InvalidRequest)]
    [InlineData("""{"text":"a","model":7}""", ErrorCodes.InvalidRequest)]
    public void Anything_else_is_refused_with_a_sentence(string body, string code)
    {
        var fault = Assert.Throws<AffectException>(() => Parse(body));
        Assert.Equal(code, fault.Code);
        Assert.EndsWith(".", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Bytes_that_are_no_UTF8_are_refused()
    {
        byte[] body = [.. "{\"text\":\""u8, 0xC3, 0x28, .. "\"}"u8];
        Assert.Equal(ErrorCodes.MalformedJson, Assert.Throws<AffectException>(() => ScoreTextParser.Parse(new ReadOnlySequence<byte>(body))).Code);
    }

    [Fact]
    public void A_body_in_pieces_means_the_same()
    {
        var whole = Encoding.UTF8.GetBytes("""{"items":[{"id":"x","text":"ein Wörtchen 😀"},{"text":"b"}],"model":"m"}""");
        for (var at = 1; at < whole.Length; at++)
        {
            var parsed = ScoreTextParser.Parse(InTwo(whole, at));
            Assert.Equal(["ein Wörtchen 😀", "b"], parsed.Texts);
        }
    }

    [Fact]
    public void Whatever_a_stranger_sends_is_read_or_refused()
    {
        var valid = Encoding.UTF8.GetBytes("""{"items":[{"id":"x","text":"a\n\u00e4"},{"text":"b"}],"model":"m@1"}""");
        var mutated = from edits in Gen.Choose(1, 4)
                      from places in Gen.ArrayOf(Gen.Choose(0, valid.Length - 1), edits)
                      from bytes in Gen.ArrayOf(Gen.Choose(0, 255), edits)
                      select Mutate(valid, places, bytes);
        var random = Gen.ArrayOf(Gen.Choose(0, 255).Select(b => (byte)b));
        Prop.ForAll(Gen.OneOf(mutated, random).ToArbitrary(), (byte[] body) =>
        {
            try
            {
                return ScoreTextParser.Parse(new ReadOnlySequence<byte>(body)).Texts.Count > 0;
            }
            catch (AffectException fault)
            {
                return fault.Code is ErrorCodes.MalformedJson or ErrorCodes.InvalidRequest;
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(Fuzz.Count(2000)));
    }

    private static byte[] Mutate(byte[] valid, int[] places, int[] bytes)
    {
        var copy = valid.ToArray();
        for (var i = 0; i < places.Length; i++)
        {
            copy[places[i]] = (byte)bytes[i];
        }

        return copy;
    }

    private static ScoreTextRequest Parse(string body) => ScoreTextParser.Parse(new ReadOnlySequence<byte>(Encoding.UTF8.GetBytes(body)));

    private static ReadOnlySequence<byte> InTwo(byte[] whole, int at)
    {
        var first = new Piece(whole.AsMemory(0, at), 0);
        var second = new Piece(whole.AsMemory(at), at);
        first.Then(second);
        return new ReadOnlySequence<byte>(first, 0, second, whole.Length - at);
    }

    private sealed class Piece : ReadOnlySequenceSegment<byte>
    {
        public Piece(ReadOnlyMemory<byte> memory, long index) => (Memory, RunningIndex) = (memory, index);

        public void Then(Piece next) => Next = next;
    }
}
