using ServerlessAffect.Core.Ports;

namespace ServerlessAffect.Testing.InMemory;

/// <summary>Every port over the memory of this process, for tests of the use cases. The same conformance suites hold it that hold the Azure adapters.</summary>
public sealed class InMemoryStorage
{
    public InMemoryStorage(TimeProvider? time = null)
    {
        Media = new InMemoryMediaStore(time ?? TimeProvider.System);
        Eraser = new InMemoryItemEraser(this);
        Models = new InMemoryModelRegistry(Releases);
    }

    public InMemoryMediaStore Media { get; }

    public IQuarantine Quarantine => Media;

    public InMemoryItemStore Items { get; } = new();

    public InMemoryFeatureStore Features { get; } = new();

    public InMemoryDenseFeatureStore DenseFeatures { get; } = new();

    public InMemoryPredictionStore Predictions { get; } = new();

    public InMemoryWorkQueue Queue { get; } = new();

    public InMemoryAttemptLog Attempts { get; } = new();

    public InMemoryIntakeLog Intake { get; } = new();

    public InMemoryModelRegistry Models { get; }

    public InMemoryReleaseHistory Releases { get; } = new();

    public InMemoryLabelStore Labels { get; } = new();

    public IItemEraser Eraser { get; }

    public InMemoryReportStore Reports { get; } = new();

    public InMemoryReportFiles ReportFiles { get; } = new();

    public InMemoryReportQueue ReportQueue { get; } = new();
}
