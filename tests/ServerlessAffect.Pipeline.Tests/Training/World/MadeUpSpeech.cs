using System.Buffers.Binary;
using System.Text.Json.Nodes;
using ServerlessAffect.Pipeline.Training.Recipes;

namespace ServerlessAffect.Pipeline.Tests.Training.World;

/// <summary>Small made-up recordings in the layout of the published sets, and a recipe that is quick to fit.</summary>
internal static class MadeUpSpeech
{
    public const int SampleRate = 8000;

    public const string RecipeJson = """
        {
          "name": "made-up-speech", "version": 1, "title": "Made up.", "modality": "audio", "data": "ravdess",
          "sound": { "kind": "small" },
          "classes": { "anger": [ "angry", "anger" ], "sadness": [ "sad", "sadness" ], "neutral": [ "neutral" ] },
          "members": [ { "learner": "kernel-ridge", "c": 10, "gamma": 0.5, "limit": 4, "balanced": true }, { "learner": "logistic-regression", "c": 1 } ],
          "calibration": { "folds": 3 },
          "unsure": { "targetAccuracy": 0.9 },
          "terms": "Made up.", "notice": "Made up.", "intendedUse": "Tests.", "limits": [ "Everything." ]
        }
        """;

    /// <summary>The same with every other learner that there is for recordings.</summary>
    public static readonly string OtherLearnersJson = With("""
        { "learner": "xgboost", "trees": { "rounds": 12, "maxDepth": 2, "eta": 0.2, "subsample": 0.9, "colsampleByTree": 0.9, "colsampleByNode": 0.9, "lambda": 2, "minChildWeight": 0.5, "method": "hist" }, "balanced": true },
        { "learner": "random-forest", "trees": { "rounds": 15, "colsampleByNode": 0.6 } }, { "learner": "k-neighbors", "neighbors": 3, "limit": 4 }, { "learner": "gaussian-nb", "limit": 4 },
        { "learner": "lda", "shrinkage": 0.2 }, { "learner": "lda" }, { "learner": "svc", "c": 1 }, { "learner": "xgboost", "weight": 2 }
        """);

    public static Recipe Recipe { get; } = MadeUpTexts.Parse(RecipeJson);

    public static string With(string members)
    {
        var recipe = JsonNode.Parse(RecipeJson)!.AsObject();
        recipe["members"] = JsonNode.Parse($"[{members}]");
        return recipe.ToJsonString();
    }

    /// <summary>Writes clips of these actors, a few of each of four emotions, in RAVDESS's names; each actor speaks at a level and pitch of his own.</summary>
    public static void WriteRavdess(TempFolder folder, int actors, int takes = 3, int first = 1)
    {
        for (var actor = first; actor < first + actors; actor++)
        {
            foreach (var emotion in (int[])[1, 4, 5, 8])
            {
                for (var take = 1; take <= takes; take++)
                {
                    folder.WriteBytes($"Actor_{actor:00}/03-01-{emotion:00}-01-01-{take:00}-{actor:00}.wav", Wav(Clip((actor * 1000) + (emotion * 10) + take, actor, emotion)));
                }
            }
        }
    }

    public static byte[] Wav(float[] samples)
    {
        var bytes = new byte[44 + (samples.Length * 2)];
        "RIFF"u8.CopyTo(bytes);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(4), bytes.Length - 8);
        "WAVEfmt "u8.CopyTo(bytes.AsSpan(8));
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(16), 16);
        BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(20), 1);
        BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(22), 1);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(24), SampleRate);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(28), SampleRate * 2);
        BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(32), 2);
        BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(34), 16);
        "data"u8.CopyTo(bytes.AsSpan(36));
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(40), samples.Length * 2);
        for (var i = 0; i < samples.Length; i++)
        {
            BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(44 + (i * 2)), (short)(samples[i] * 32000));
        }

        return bytes;
    }

    /// <summary>A quarter of a second: angry is loud and high, sad soft and low.</summary>
    private static float[] Clip(int seed, int actor, int emotion)
    {
        var random = new Random(seed);
        var (level, pitch) = emotion switch { 5 => (0.5, 1.6), 4 => (0.15, 0.8), _ => (0.27, 1.15) };
        level *= (0.6 + (0.05 * (actor % 9))) * (0.85 + (0.3 * random.NextDouble()));
        pitch *= (120 + (15 * (actor % 7))) * (0.93 + (0.14 * random.NextDouble()));
        return [.. Enumerable.Range(0, SampleRate / 4).Select(i => (float)((level * Math.Sin(2 * Math.PI * pitch * i / SampleRate)) + (0.02 * (random.NextDouble() - 0.5))))];
    }
}
