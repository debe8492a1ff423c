using ServerlessAffect.Core.Readings;

namespace ServerlessAffect.Core.Ports;

/// <summary>Recorded failures of taking a dropped file, each version of a name by itself. Only what is recorded here counts as an attempt: a killed worker records
/// nothing. Safe for concurrent use.</summary>
public interface IIntakeLog
{
    /// <summary>Adds one failure and returns how many this version of the file has had.</summary>
    /// <param name="eTag">As <see cref="DroppedFile.ETag"/>.</param>
    Task<int> RecordFailureAsync(string name, string eTag, ReadingError error, CancellationToken cancellationToken);

    /// <summary>How many failures this version of the file has had.</summary>
    Task<int> CountAsync(string name, string eTag, CancellationToken cancellationToken);

    /// <summary>Forgets the failures of this version of the file.</summary>
    Task ClearAsync(string name, string eTag, CancellationToken cancellationToken);
}
