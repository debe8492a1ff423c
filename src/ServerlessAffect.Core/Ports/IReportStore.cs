using ServerlessAffect.Core.Explorations;
using ServerlessAffect.Core.Identity;

namespace ServerlessAffect.Core.Ports;

/// <summary>Records of reports under <c>reports/{id}/record.json</c>. Safe for concurrent use; every write is conditional.</summary>
public interface IReportStore
{
    Task<Versioned<ReportRecord>?> GetAsync(ContentHash id, CancellationToken cancellationToken);

    /// <summary>Creates (null <see cref="Versioned{T}.ETag"/>) or replaces the record; returns its new token, or null where somebody else was first, nothing written.</summary>
    Task<string?> TryPutAsync(Versioned<ReportRecord> record, CancellationToken cancellationToken);

    /// <summary>Every record, in the order of the hash.</summary>
    IAsyncEnumerable<ReportRecord> ListAsync(CancellationToken cancellationToken);

    Task DeleteAsync(ContentHash id, CancellationToken cancellationToken);
}
