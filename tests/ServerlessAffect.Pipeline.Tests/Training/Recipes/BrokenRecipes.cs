using System.Text.Json.Nodes;
using ServerlessAffect.Pipeline.Tests.Training.World;

namespace ServerlessAffect.Pipeline.Tests.Training.Recipes;

/// <summary>A good recipe with one member broken, and the path that the message must name.</summary>
internal static class BrokenRecipes
{
    public static TheoryData<string, string> All
    {
        get
        {
            var cases = new TheoryData<string, string>();
            void Break(string path, Action<JsonObject> change)
            {
                var recipe = JsonNode.Parse(MadeUpTexts.RecipeJson)!.AsObject();
                change(recipe);
                cases.Add(recipe.ToJsonString(), path);
            }

            Break("$.name", r => r["name"] = "Upper Case");
            Break("$.version", r => r["version"] = 0);
            Break("$.version", r => r["version"] = "1");
            Break("$.modality", r => r["modality"] = "smell");
            Break("$.data", r => r["data"] = "nowhere");
            Break("$.colour", r => r["colour"] = "red");
            Break("$.notice", r => r["notice"] = " ");
            Break("$.title", r => r["title"] = null);
            Break("$.features", r => r["features"]!["blocks"] = new JsonArray());
            Break("$.features.blocks[0].ngram", r => r["features"]!["blocks"]![0]!["ngram"] = 1);
            Break("$.features.blocks[1].analyzer", r => r["features"]!["blocks"]![1]!["analyzer"] = "words");
            Break("$.features.blocks[0].ngramMin", r => r["features"]!["blocks"]![0]!["ngramMin"] = 0);
            Break("$.features.blocks[0].ngramMax", r => r["features"]!["blocks"]![0]!["ngramMax"] = 17);
            Break("$.features.blocks[0].weight", r => r["features"]!["blocks"]![0]!["weight"] = -1);
            Break("$.features.blocks[1].maxFeatures", r => r["features"]!["blocks"]![1]!["maxFeatures"] = 0);
            Break("$.features.blocks[0].stopWordList", r => r["features"]!["blocks"]![0]!["stopWordList"] = "my list");
            Break("$.features.blocks[0].stopWordLists", r => r["features"]!["blocks"]![0]!["stopWordLists"] = "mine");
            Break("$.features.lemmatises", r => r["features"]!["lemmatises"] = true);
            Break("$.features.blocks[0].lemmas[0]", r => r["features"]!["blocks"]![0]!["lemmas"] = new JsonArray("wordnet"));
            Break("$.features.blocks[0].name", r => r["features"]!["blocks"]![0]!.AsObject().Remove("name"));
            Break("$.notice", r => r.Remove("notice"));
            Break("$.members[0].balanced", r => r["members"]![0]!["balanced"] = "yes");
            Break("$.limits[0]", r => r["limits"] = new JsonArray(7));
            Break("$.features", r => r["features"]!["cleaning"] = "bleach");
            Break("$.features.texts", r => r["features"]!["texts"] = 7);
            Break("$.pruning.keep", r => r["pruning"]!["keep"] = 0);
            Break("$.members", r => r["members"] = new JsonArray());
            Break("$.members[1].learner", r => r["members"]![1]!["learner"] = "oracle");
            Break("$.members[2].c", r => r["members"]![2]!["c"] = -1);
            Break("$.members[0].tolerance", r => r["members"]![0]!["tolerance"] = 0);
            Break("$.members[0].weight", r => r["members"]![0]!["weight"] = 0);
            Break("$.members[0].maxIterations", r => r["members"]![0]!["maxIterations"] = 0);
            Break("$.calibration.folds", r => r["calibration"]!["folds"] = 1);
            Break("$.calibration.method", r => r["calibration"]!["method"] = "hope");
            Break("$.calibration.goal", r => r["calibration"]!["goal"] = "fame");
            Break("$.unsure.targetAccuracy", r => r["unsure"]!["targetAccuracy"] = 1.5);
            Break("$.comparison.share", r => r["comparison"] = new JsonObject { ["share"] = 1 });
            Break("$.weights", r => r["weights"] = "quarter");
            Break("$.weights", r => r["weights"] = "int8");
            void BreakSound(string path, Action<JsonObject> change)
            {
                var recipe = JsonNode.Parse(MadeUpSpeech.RecipeJson)!.AsObject();
                change(recipe);
                cases.Add(recipe.ToJsonString(), path);
            }

            Break("$.features", r => r.Remove("features"));
            Break("$.target", r => r["target"] = "fortune");
            Break("$.alsoData", r => r["target"] = "data-set");
            Break("$.sound", r => r["sound"] = new JsonObject { ["kind"] = "small" });
            Break("$.members[0].learner", r => r["members"]![0]!["learner"] = "kernel-ridge");
            BreakSound("$.sound", r => r.Remove("sound"));
            BreakSound("$.features", r => r["features"] = new JsonObject { ["blocks"] = new JsonArray(new JsonObject { ["name"] = "words" }) });
            BreakSound("$.pruning", r => r["pruning"] = new JsonObject { ["keep"] = 3 });
            BreakSound("$.members[0].learner", r => r["members"]![0]!["learner"] = "nb-svm");
            BreakSound("$.members[0].kernel", r => r["members"]![0]!["kernel"] = "seed");
            BreakSound("$.members[0].gamma", r => r["members"]![0]!["gamma"] = 0);
            BreakSound("$.members[0].limit", r => r["members"]![0]!["limit"] = -4);
            void BreakMember(string path, string member) =>
                BreakSound("$.members[0]." + path, r => r["members"] = new JsonArray(JsonNode.Parse(member)));

            BreakMember("c", """{ "learner": "kernel-ridge" }""");
            BreakMember("c", """{ "learner": "xgboost", "c": 1 }""");
            BreakMember("limit", """{ "learner": "xgboost", "limit": 4 }""");
            BreakMember("trees", """{ "learner": "svc", "c": 1, "trees": {} }""");
            BreakMember("trees.rounds", """{ "learner": "xgboost", "trees": { "rounds": 0 } }""");
            BreakMember("trees.maxDepth", """{ "learner": "xgboost", "trees": { "maxDepth": 33 } }""");
            BreakMember("trees.eta", """{ "learner": "xgboost", "trees": { "eta": 0 } }""");
            BreakMember("trees.eta", """{ "learner": "random-forest", "trees": { "eta": 0.3 } }""");
            BreakMember("trees.colsampleByTree", """{ "learner": "random-forest", "trees": { "colsampleByTree": 0.3 } }""");
            BreakMember("trees.colsampleByTree", """{ "learner": "xgboost", "trees": { "colsampleByTree": 1.2 } }""");
            BreakMember("trees.colsampleByNode", """{ "learner": "xgboost", "trees": { "colsampleByNode": 0 } }""");
            BreakMember("trees.subsample", """{ "learner": "random-forest", "trees": { "subsample": -1 } }""");
            BreakMember("trees.lambda", """{ "learner": "xgboost", "trees": { "lambda": -1 } }""");
            BreakMember("trees.minChildWeight", """{ "learner": "xgboost", "trees": { "minChildWeight": -1 } }""");
            BreakMember("trees.method", """{ "learner": "xgboost", "trees": { "method": "guess" } }""");
            BreakMember("trees.colour", """{ "learner": "xgboost", "trees": { "colour": "red" } }""");
            BreakMember("neighbors", """{ "learner": "k-neighbors", "neighbors": 0 }""");
            BreakMember("neighbors", """{ "learner": "gaussian-nb", "neighbors": 5 }""");
            BreakMember("shrinkage", """{ "learner": "lda", "shrinkage": 2 }""");
            BreakMember("shrinkage", """{ "learner": "xgboost", "shrinkage": 0.5 }""");
            BreakMember("balanced", """{ "learner": "k-neighbors", "balanced": true }""");
            BreakSound("$.classes", r => r["classes"] = new JsonObject { ["one"] = new JsonArray("angry") });
            BreakSound("$.alsoData", r => r["alsoData"] = new JsonArray("nowhere"));
            return cases;
        }
    }
}
