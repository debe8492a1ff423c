using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using ServerlessAffect.Core.Ports;
using ServerlessAffect.Storage.Attempts;
using ServerlessAffect.Storage.Connections;
using ServerlessAffect.Storage.Erasure;
using ServerlessAffect.Storage.Features;
using ServerlessAffect.Storage.Items;
using ServerlessAffect.Storage.Labels;
using ServerlessAffect.Storage.Media;
using ServerlessAffect.Storage.Models;
using ServerlessAffect.Storage.Predictions;
using ServerlessAffect.Storage.Queues;
using ServerlessAffect.Storage.Reports;

namespace ServerlessAffect.Storage;

public static class StorageServiceCollectionExtensions
{
    /// <summary>Every port of <c>ServerlessAffect.Core.Ports</c> over one Azure storage account, and the account's <c>BlobServiceClient</c> and <c>QueueServiceClient</c>;
    /// all singletons. The options come from <see cref="StorageOptions.Section"/> of <paramref name="configuration"/> and are validated when the host starts
    /// (or at first use, where there is no host).</summary>
    public static IServiceCollection AddAffectStorage(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configuration);
        services.AddLogging();
        services.TryAddSingleton(TimeProvider.System);
        services.AddOptions<StorageOptions>().ValidateOnStart();
        services.AddSingleton<IConfigureOptions<StorageOptions>>(new StorageOptionsSetup(configuration));
        services.AddSingleton<IValidateOptions<StorageOptions>, StorageOptionsValidation>();
        services.AddSingleton<StorageClients>();
        services.AddSingleton(s => s.GetRequiredService<StorageClients>().Blobs);
        services.AddSingleton(s => s.GetRequiredService<StorageClients>().Queues);
        services.AddSingleton<IMediaStore, BlobMediaStore>();
        services.AddSingleton<IQuarantine, BlobQuarantine>();
        services.AddSingleton<IItemStore, BlobItemStore>();
        services.AddSingleton<IFeatureStore, BlobFeatureStore>();
        services.AddSingleton<IDenseFeatureStore, BlobDenseFeatureStore>();
        services.AddSingleton<IPredictionStore, BlobPredictionStore>();
        services.AddSingleton<IWorkQueue, StorageWorkQueue>();
        services.AddSingleton<IAttemptLog, BlobAttemptLog>();
        services.AddSingleton<IIntakeLog, BlobIntakeLog>();
        services.AddSingleton<ILabelStore, BlobLabelStore>();
        services.AddSingleton<IReleaseHistory, BlobReleaseHistory>();
        services.AddSingleton<IModelRegistry, BlobModelRegistry>();
        services.AddSingleton<IItemEraser, BlobItemEraser>();
        services.AddSingleton<IReportStore, BlobReportStore>();
        services.AddSingleton<IReportFiles, BlobReportFiles>();
        services.AddSingleton<IReportQueue, StorageReportQueue>();
        return services;
    }
}
