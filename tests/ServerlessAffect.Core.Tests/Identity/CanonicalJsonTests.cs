using System.Text;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using ServerlessAffect.Core.Identity;
using ServerlessAffect.Testing;

namespace ServerlessAffect.Core.Tests.Identity;

public sealed class CanonicalJsonTests
{
    [Theory]
    [InlineData("""{ "b": 1, "a": [ true, null, { "z": "x", "y": -1.5e3 } ] }""", """{"a":[true,null,{"y":-1.5e3,"z":"x"}],"b":1}""")]
    [InlineData("""{ "B": 1, "a": 2, "A": 3, "_": 4 }""", """{"A":3,"B":1,"_":4,"a":2}""")]
    [InlineData("""[3, 1, 2]""", """[3,1,2]""")]
    [InlineData("null", "null")]
    public void Members_are_sorted_and_elements_are_not(string json, string canonical) => Assert.Equal(canonical, Write(json));

    [Theory]
    [InlineData("\"\\u0041\\/\\u00e9\\u2028\"", "\"A/é\u2028\"")]
    [InlineData("""{"\u0061":1}""", """{"a":1}""")]
    public void A_text_has_one_spelling_however_it_was_escaped(string escaped, string plain) => Assert.Equal(Write(plain), Write(escaped));

    [Fact]
    public void The_order_of_members_does_not_matter_and_any_value_does() => Prop.ForAll<Dictionary<NonNull<string>, int>, int>((members, change) =>
    {
        var names = members.Keys.Select(k => k.Get).Where(IsText).ToArray();
        var forwards = new JsonObject(names.Select(n => KeyValuePair.Create<string, JsonNode?>(n, members[NonNull<string>.NewNonNull(n)])));
        var backwards = new JsonObject(forwards.Reverse().Select(m => KeyValuePair.Create(m.Key, m.Value?.DeepClone())));
        Assert.Equal(CanonicalJson.Hash(forwards), CanonicalJson.Hash(backwards));
        Assert.Equal(CanonicalJson.Hash(forwards), CanonicalJson.Hash(JsonNode.Parse(CanonicalJson.Write(forwards))));
        if (names.Length > 0)
        {
            backwards[names[0]] = forwards[names[0]]!.GetValue<int>() + 1L + Math.Abs((long)change);
            Assert.NotEqual(CanonicalJson.Hash(forwards), CanonicalJson.Hash(backwards));
        }
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(Fuzz.Count()));

    private static bool IsText(string name) => name.EnumerateRunes().All(r => r != Rune.ReplacementChar);

    private static string Write(string json) => Encoding.UTF8.GetString(CanonicalJson.Write(JsonNode.Parse(json)));
}
