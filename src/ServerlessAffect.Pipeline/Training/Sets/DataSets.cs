using ServerlessAffect.Core;
using ServerlessAffect.Core.Errors;

namespace ServerlessAffect.Pipeline.Training.Sets;

/// <summary>Every kind of data set that can be read.</summary>
public static class DataSets
{
    private static readonly IDataSetReader[] Readers =
    [
        new TweetDataSet("tfn-topic", "train_data.csv", "valid_data.csv"),
        new TweetDataSet("tfn-sentiment", "sent_train.csv", "sent_valid.csv"),
        SpeechDataSet.Ravdess,
        SpeechDataSet.EmoDb,
        SpeechDataSet.Savee,
        new TableDataSet(),
    ];

    public static IReadOnlyList<string> Names { get; } = [.. Readers.Select(r => r.Name)];

    /// <summary>The published data set whose files the folder holds; null where it is none that is known.</summary>
    public static string? Recognise(string folder) => Array.Find(Readers, r => r.Recognises(folder))?.Name;

    /// <param name="classes">Names of classes by number, for folders that do not say them themselves; null where nothing is known yet.</param>
    /// <param name="choice">What a recipe takes of it; null: everything, as it stands.</param>
    /// <exception cref="AffectException"><see cref="ErrorCodes.UnknownData"/>: no reader of that name, no such folder; what the reader throws.</exception>
    public static async Task<DataSet> ReadAsync(DataSource source, IReadOnlyList<string>? classes, DataChoice? choice, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(source);
        var reader = Array.Find(Readers, r => r.Name.Equals(source.Name, StringComparison.Ordinal))
            ?? throw new AffectException(ErrorCodes.UnknownData, $"The data '{Printable.Shorten(source.Name, 60)}' is not known; expected one of {string.Join(", ", Names)}.");
        if (!Directory.Exists(source.Folder))
        {
            throw new AffectException(
                ErrorCodes.UnknownData, $"There is no folder '{Printable.Shorten(source.Folder, 200)}' for the data {reader.Name}; name it with --data {reader.Name}=DIR.");
        }

        try
        {
            var set = await reader.ReadAsync(source.Folder, classes, choice?.Part, cancellationToken).ConfigureAwait(false);
            return choice?.Apply(set) ?? set;
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new AffectException(ErrorCodes.PermissionDenied, $"The folder of the data {reader.Name} may not be read by this user; change its permissions.", exception);
        }
    }
}
