using System.Diagnostics;
using System.Text.Json.Nodes;
using ServerlessAffect.Pipeline.Tests.Training.World;
using ServerlessAffect.Testing;

namespace ServerlessAffect.Pipeline.Tests.Training.Recipes;

/// <summary>Holds <c>recipe.schema.json</c> against the recipes, and against what the program refuses, with the validator ajv.</summary>
public class RecipeSchemaTests
{
    private static readonly string Root = SharedFiles.RepositoryRoot;

    [Fact]
    public async Task The_schema_accepts_every_committed_recipe_and_refuses_what_the_program_refuses()
    {
        var documents = new JsonArray();
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Root, "recipes"), "*.json").Where(f => !f.EndsWith("recipe.schema.json", StringComparison.Ordinal)))
        {
            documents.Add(JsonNode.Parse(await File.ReadAllTextAsync(file)));
        }

        documents.Add(JsonNode.Parse(MadeUpTexts.RecipeJson));
        documents.Add(JsonNode.Parse(MadeUpTexts.RecipeJson.Replace("\"tokenPattern\": \"tweet\",", "\"tokenPattern\": \"tweet\", \"stopWordList\": \"mine\", \"lemmas\": [\"verb\"],", StringComparison.Ordinal)));
        documents.Add(JsonNode.Parse(MadeUpSpeech.RecipeJson));
        documents.Add(JsonNode.Parse(MadeUpSpeech.OtherLearnersJson));
        var good = documents.Count;
        foreach (var broken in BrokenRecipes.All)
        {
            documents.Add(JsonNode.Parse((string)broken[0]));
        }

        var verdicts = await ValidateAsync(documents);

        Assert.Equal(documents.Count, verdicts.Count);
        for (var i = 0; i < documents.Count; i++)
        {
            Assert.True(verdicts[i]!.GetValue<bool>() == i < good, $"Document {i} of {documents.Count} ({good} good ones first): {documents[i]!.ToJsonString()}");
        }
    }

    private static async Task<JsonArray> ValidateAsync(JsonArray documents)
    {
        const string Script = """
            const Ajv = require('ajv/dist/2020.js').default, fs = require('fs');
            const valid = new Ajv({ strict: true }).compile(JSON.parse(fs.readFileSync('recipes/recipe.schema.json', 'utf8')));
            console.log(JSON.stringify(JSON.parse(fs.readFileSync(0, 'utf8')).map(d => valid(d))));
            """;
        using var node = Process.Start(new ProcessStartInfo("node", ["-e", Script])
        {
            WorkingDirectory = Root,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var error = node.StandardError.ReadToEndAsync();
        await node.StandardInput.WriteAsync(documents.ToJsonString());
        node.StandardInput.Close();
        var output = await node.StandardOutput.ReadToEndAsync();
        await node.WaitForExitAsync();
        Assert.True(node.ExitCode == 0, await error);
        return JsonNode.Parse(output)!.AsArray();
    }
}
