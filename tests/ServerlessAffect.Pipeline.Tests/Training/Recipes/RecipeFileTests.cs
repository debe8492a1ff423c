using System.Text;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Pipeline.Tests.Training.World;
using ServerlessAffect.Pipeline.Training.Recipes;
using ServerlessAffect.Testing;

namespace ServerlessAffect.Pipeline.Tests.Training.Recipes;

public class RecipeFileTests
{
    public static TheoryData<string> Committed => [.. Directory.EnumerateFiles(Path.Combine(SharedFiles.RepositoryRoot, "recipes"), "*.json")
        .Select(f => Path.GetFileName(f)).Where(f => f != "recipe.schema.json")];

    [Theory]
    [MemberData(nameof(Committed))]
    public async Task Every_committed_recipe_can_be_read_and_is_named_like_its_file(string file)
    {
        var recipe = await RecipeFile.ReadAsync(Path.Combine(SharedFiles.RepositoryRoot, "recipes", file), CancellationToken.None);

        Assert.Equal(Path.GetFileNameWithoutExtension(file), recipe.Name);
        Assert.NotEmpty(recipe.Limits);
    }

    [Theory]
    [MemberData(nameof(BrokenRecipes.All), MemberType = typeof(BrokenRecipes))]
    public void A_broken_recipe_is_refused_with_the_path_of_the_member(string json, string path)
    {
        var failure = Assert.Throws<AffectException>(() => RecipeFile.Parse(Encoding.UTF8.GetBytes(json)));

        Assert.Equal(ErrorCodes.InvalidRecipe, failure.Code);
        Assert.Contains(path, failure.Message, StringComparison.Ordinal);
        Assert.All([".NET", "deseriali", "System.", "Parameter", "LineNumber", "ServerlessAffect.Pipeline", "\n"], word => Assert.DoesNotContain(word, failure.Message, StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("{\"name\": x}", "line 1, byte 10")]
    [InlineData("{\n  \"name\": \"a\",\n}", "line 3")]
    [InlineData("{} {}", "line 1, byte 4")]
    [InlineData("{\"name\":\"a\",\"name\":\"b\"}", "$.name: expected the member once")]
    [InlineData("[]", "$: expected an object")]
    [InlineData("{\"colour\":1}", "$.colour: expected no member of that name, only name, version")]
    public void What_is_wrong_is_said_in_words_for_whoever_wrote_it(string json, string words)
    {
        var message = Assert.Throws<AffectException>(() => RecipeFile.Parse(Encoding.UTF8.GetBytes(json))).Message;

        Assert.Contains(words, message, StringComparison.Ordinal);
        Assert.All([".NET", "LineNumber", "BytePosition", "\n"], word => Assert.DoesNotContain(word, message, StringComparison.Ordinal));
    }

    [Fact]
    public void A_recipe_that_is_not_UTF8_is_told_so()
    {
        byte[] recipe = [.. "{\"n"u8, 0xE4, .. "me\":1}"u8];

        var refused = Assert.Throws<AffectException>(() => RecipeFile.Parse(recipe));

        Assert.Equal(ErrorCodes.InvalidRecipe, refused.Code);
        Assert.Contains("UTF-8", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Whatever_the_bytes_a_recipe_is_read_or_refused()
    {
        var recipe = File.ReadAllBytes(Path.Combine(SharedFiles.RepositoryRoot, "recipes", "tweet-topic.json"));
        var mutated =
            from changes in Gen.Zip(Gen.Choose(0, recipe.Length - 1), Gen.OneOf(Gen.Choose(0, 255), Gen.Elements<int>('"', '\\', '{', '}', '[', ',', ':', '0', '9', '-', 'e'))).ListOf()
            from length in Gen.Frequency((3, Gen.Constant(recipe.Length)), (1, Gen.Choose(0, recipe.Length)))
            select Mutate(recipe, changes)[..length];
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(Fuzz.Count(1_000)), Prop.ForAll(Gen.OneOf(mutated, ArbMap.Default.GeneratorFor<byte[]>()).ToArbitrary(), bytes =>
        {
            try
            {
                return RecipeFile.Parse(bytes).Name.Length > 0;
            }
            catch (AffectException refused)
            {
                return refused.Code == ErrorCodes.InvalidRecipe;
            }
        }));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("{\"name\":\"a\",\"name\":\"b\"}")]
    public void What_is_no_recipe_at_all_is_refused(string json) =>
        Assert.Equal(ErrorCodes.InvalidRecipe, Assert.Throws<AffectException>(() => RecipeFile.Parse(Encoding.UTF8.GetBytes(json))).Code);

    [Fact]
    public async Task A_missing_file_is_an_unknown_recipe() =>
        Assert.Equal(ErrorCodes.UnknownRecipe, (await Assert.ThrowsAsync<AffectException>(() => RecipeFile.ReadAsync("no-such.json", CancellationToken.None))).Code);

    [Fact]
    public void White_space_does_not_change_the_hash_and_a_number_does()
    {
        var hash = RecipeFile.HashOf(MadeUpTexts.Recipe);

        Assert.Equal(hash, RecipeFile.HashOf(MadeUpTexts.Parse(JsonNode.Parse(MadeUpTexts.RecipeJson)!.ToJsonString())));
        Assert.NotEqual(hash, RecipeFile.HashOf(MadeUpTexts.Parse(MadeUpTexts.RecipeJson.Replace("\"c\": 5", "\"c\": 6", StringComparison.Ordinal))));
    }

    private static byte[] Mutate(byte[] bytes, IEnumerable<(int Position, int Value)> changes)
    {
        var changed = bytes.ToArray();
        foreach (var (position, value) in changes)
        {
            changed[position] = (byte)value;
        }

        return changed;
    }
}
