namespace ServerlessAffect.Pipeline.Training.Sets;

/// <summary>Reads the folders of one kind of data set. Holds no state.</summary>
public interface IDataSetReader
{
    string Name { get; }

    /// <summary>Whether the folder, which exists, holds this set, as far as names of files tell.</summary>
    bool Recognises(string folder);

    /// <param name="folder">Where the files are.</param>
    /// <param name="classes">Names of classes by number, for folders that do not say them themselves; null where nothing is known yet.</param>
    /// <param name="part">Which of several versions that must not be mixed to read, for data that has some; null where nothing is said.</param>
    /// <exception cref="Core.Errors.AffectException"><see cref="Core.Errors.ErrorCodes.UnknownData"/>: a file is missing;
    /// <see cref="Core.Errors.ErrorCodes.InvalidData"/>: what stands in it is not what is expected. No message holds a text.</exception>
    Task<DataSet> ReadAsync(string folder, IReadOnlyList<string>? classes, string? part, CancellationToken cancellationToken);
}
