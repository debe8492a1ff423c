using System.Globalization;
using System.Text;
using ServerlessAffect.Pipeline.Training.Recipes;
using ServerlessAffect.Pipeline.Training.Sets;

namespace ServerlessAffect.Pipeline.Tests.Training.World;

/// <summary>Small made-up data sets in the layout of the published ones, and a recipe that is quick to fit.</summary>
internal static class MadeUpTexts
{
    private static readonly string[][] Words =
    [
        ["falls", "drops", "cuts", "loses", "warns", "weak"],
        ["rises", "gains", "beats", "wins", "lifts", "strong"],
        ["says", "plans", "meets", "names", "opens", "files"],
    ];

    private static readonly string[] Filler = ["the", "company", "today", "shares", "of", "market", "and", "its", "report", "year"];

    public static Recipe Recipe { get; } = Parse(RecipeJson);

    public const string RecipeJson = """
        {
          "name": "made-up", "version": 1, "title": "Made up.", "modality": "text", "data": "tfn-sentiment",
          "features": { "blocks": [
            { "name": "words", "tokenPattern": "tweet", "sublinearTf": true },
            { "name": "characters", "analyzer": "charWb", "ngramMin": 2, "ngramMax": 3, "minDf": 2 } ] },
          "pruning": { "keep": 200 },
          "members": [
            { "learner": "linear-svc", "c": 0.5, "balanced": true, "tolerance": 0.01 },
            { "learner": "nb-svm", "c": 0.5, "alpha": 0.5, "tolerance": 0.01 },
            { "learner": "logistic-regression", "c": 5, "maxIterations": 30 } ],
          "calibration": { "folds": 3, "goal": "calibration-error" },
          "unsure": { "targetAccuracy": 0.9 },
          "terms": "Made up.", "notice": "Made up.", "intendedUse": "Tests.", "limits": [ "Everything." ]
        }
        """;

    public static Recipe Parse(string json) => RecipeFile.Parse(Encoding.UTF8.GetBytes(json));

    /// <summary>Texts of three classes by numbers, 0 to 2; each has two words of its class among others and, at times, one of another class.</summary>
    public static IReadOnlyList<(string Text, int Label)> Make(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(i =>
        {
            var label = i % 3;
            string Own(int of) => Words[of][random.Next(Words[of].Length)];
            string[] words = [Own(label), .. Enumerable.Range(0, 5).Select(_ => Filler[random.Next(Filler.Length)]), Own(random.Next(5) == 0 ? random.Next(3) : label), "x" + random.Next(100_000).ToString(CultureInfo.InvariantCulture)];
            return (string.Join(' ', words), label);
        })];
    }

    /// <summary>Writes a folder that the reader of <c>tfn-sentiment</c> takes.</summary>
    public static DataSource WriteSentiment(TempFolder folder, IEnumerable<(string Text, int Label)> train, IEnumerable<(string Text, int Label)>? valid)
    {
        folder.Write("labels.csv", "label,name\n0,Down\n1,Up\n2,\"Level, or so\"\n");
        folder.Write("sent_train.csv", Csv(train));
        if (valid is not null)
        {
            folder.Write("sent_valid.csv", Csv(valid));
        }

        return new DataSource("tfn-sentiment", folder.Path);
    }

    private static string Csv(IEnumerable<(string Text, int Label)> rows) =>
        "text,label\n" + string.Concat(rows.Select(r => string.Create(CultureInfo.InvariantCulture, $"\"{r.Text.Replace("\"", "\"\"", StringComparison.Ordinal)}\",{r.Label}\n")));
}
