using ServerlessAffect.Core.Ports;
using ServerlessAffect.Testing.InMemory;

namespace ServerlessAffect.Storage.Tests.InMemory;

internal sealed class InMemoryPorts : IServiceProvider
{
    private readonly InMemoryStorage _storage = new();

    public object? GetService(Type serviceType) => serviceType switch
    {
        _ when serviceType == typeof(IMediaStore) => _storage.Media,
        _ when serviceType == typeof(IQuarantine) => _storage.Quarantine,
        _ when serviceType == typeof(IItemStore) => _storage.Items,
        _ when serviceType == typeof(IFeatureStore) => _storage.Features,
        _ when serviceType == typeof(IDenseFeatureStore) => _storage.DenseFeatures,
        _ when serviceType == typeof(IPredictionStore) => _storage.Predictions,
        _ when serviceType == typeof(IWorkQueue) => _storage.Queue,
        _ when serviceType == typeof(IAttemptLog) => _storage.Attempts,
        _ when serviceType == typeof(IIntakeLog) => _storage.Intake,
        _ when serviceType == typeof(IModelRegistry) => _storage.Models,
        _ when serviceType == typeof(IReleaseHistory) => _storage.Releases,
        _ when serviceType == typeof(ILabelStore) => _storage.Labels,
        _ when serviceType == typeof(IItemEraser) => _storage.Eraser,
        _ when serviceType == typeof(IReportStore) => _storage.Reports,
        _ when serviceType == typeof(IReportFiles) => _storage.ReportFiles,
        _ when serviceType == typeof(IReportQueue) => _storage.ReportQueue,
        _ => null,
    };
}
