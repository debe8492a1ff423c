namespace ServerlessAffect.Pipeline.Training.Sets;

/// <summary>Reads the folders of one kind of data set. Holds no state.</summary>
public interface IDataSetReader
{
    string Name { get; }

    /// <param name="folder">Where the files are.</param>
    /// <param name="classes">Names of classes by number, for folders that do not say them themselves; null where nothing is known yet.</param>
    /// <exception cref="Core.Errors.AffectException"><see cref="Core.Errors.ErrorCodes.UnknownData"/>: a file is missing;
    /// <see cref="Core.Errors.ErrorCodes.InvalidData"/>: what stands in it is not what is expected. No message holds a text.</exception>
    Task<DataSet> ReadAsync(string folder, IReadOnlyList<string>? classes, CancellationToken cancellationToken);
}
