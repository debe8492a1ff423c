using System.Globalization;
using ServerlessAffect.Core;

namespace ServerlessAffect.Pipeline.Training.Sets;

/// <summary>The published sets of finance tweets: <c>labels.csv</c> (label, name) and two files with text and label number, one to train on and one to test on.</summary>
/// <remarks>A text without its links is a group, so that reposts stay together. A folder with only one of the two files can be tested on.</remarks>
internal sealed class TweetDataSet(string name, string trainFile, string validFile) : IDataSetReader
{
    private const string LabelsFile = "labels.csv";

    public string Name => name;

    public bool Recognises(string folder) => File.Exists(Path.Combine(folder, LabelsFile)) && File.Exists(Path.Combine(folder, trainFile));

    public async Task<DataSet> ReadAsync(string folder, IReadOnlyList<string>? classes, string? part, CancellationToken cancellationToken)
    {
        var files = new DataFiles(Name, folder);
        var names = classes is null || files.Has(LabelsFile)
            ? ReadNames(files, await files.ReadAsync(LabelsFile, cancellationToken).ConfigureAwait(false))
            : classes;
        var train = files.Has(trainFile) || !files.Has(validFile) ? await ReadPartAsync(files, trainFile, names, cancellationToken).ConfigureAwait(false) : [];
        var published = files.Has(validFile) ? await ReadPartAsync(files, validFile, names, cancellationToken).ConfigureAwait(false) : [];
        return new DataSet(Name, names, train, published, files.Snapshot);
    }

    private static string[] ReadNames(DataFiles files, byte[] content)
    {
        var rows = files.Parse(LabelsFile, content, "label", "name");
        var names = new string[rows.Count];
        foreach (var row in rows)
        {
            if (!TryNumber(row.Fields[0], names.Length, out var number) || names[number] is not null || string.IsNullOrWhiteSpace(row.Fields[1]))
            {
                throw files.Invalid($"row {row.Row + 1} of {LabelsFile} needs a number of its own from 0 to {names.Length - 1} and a name");
            }

            names[number] = row.Fields[1];
        }

        return names.Distinct(StringComparer.Ordinal).Count() == names.Length ? names : throw files.Invalid($"a name comes twice in {LabelsFile}");
    }

    private static async Task<LabelledExample[]> ReadPartAsync(DataFiles files, string file, IReadOnlyList<string> names, CancellationToken cancellationToken)
    {
        var rows = files.Parse(file, await files.ReadAsync(file, cancellationToken).ConfigureAwait(false), "text", "label");
        var part = new LabelledExample[rows.Count];
        for (var i = 0; i < part.Length; i++)
        {
            var (text, label) = (rows[i].Fields[0], rows[i].Fields[1]);
            if (!TryNumber(label, names.Count, out var number))
            {
                throw files.Invalid($"row {i + 1} of {file} has the label '{Printable.Shorten(label, 20)}', expected a number from 0 to {names.Count - 1}");
            }

            var key = TextKey.Of(text);
            part[i] = new LabelledExample(string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileNameWithoutExtension(file)}:{i}"), text, names[number], key, key);
        }

        return part;
    }

    private static bool TryNumber(string text, int count, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number < count;
}
