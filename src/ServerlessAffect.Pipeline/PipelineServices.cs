using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using ServerlessAffect.Core.Purposes;
using ServerlessAffect.Pipeline.Exploration.Stored;
using ServerlessAffect.Pipeline.Extraction;
using ServerlessAffect.Pipeline.Items;
using ServerlessAffect.Pipeline.Models;
using ServerlessAffect.Pipeline.Recordings;
using ServerlessAffect.Pipeline.Scoring;
using ServerlessAffect.Pipeline.Upkeep;

namespace ServerlessAffect.Pipeline;

public static class PipelineServices
{
    /// <summary>Adds every use case as a singleton: none keeps anything but what it was made with. The ports are the storage's to add, and a host's purpose is its own:
    /// where no <see cref="DeclaredPurpose"/> was added before, no voice is read.</summary>
    public static IServiceCollection AddPipeline(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.TryAddSingleton(TimeProvider.System);
        services.AddOptions<PipelineOptions>().ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<PipelineOptions>, PipelineOptionsCheck>());
        services.TryAddSingleton(DeclaredPurpose.InTheCloud(null));
        services.TryAddSingleton<ItemLedger>();
        services.TryAddSingleton<Leftovers>();
        services.TryAddSingleton<ModelDirectory>();
        services.TryAddSingleton<ITextIntake, TextIntake>();
        services.TryAddSingleton<ITextScorers, TextScorers>();
        services.TryAddSingleton<IRecordingIntake, RecordingIntake>();
        services.TryAddSingleton<IRecordingScorers, RecordingScorers>();
        services.TryAddSingleton<ModelLoading>();
        services.TryAddSingleton<FeatureMaking>();
        services.TryAddSingleton<ItemFiles>();
        services.TryAddSingleton<ItemReading>();
        services.TryAddSingleton<FailedFiles>();
        services.TryAddSingleton<ExtractFeatures>();
        services.TryAddSingleton<ScoreFeatures>();
        services.TryAddSingleton<ScoreNow>();
        services.TryAddSingleton<AcceptTexts>();
        services.TryAddSingleton<ScoreRecordingNow>();
        services.TryAddSingleton<AcceptRecording>();
        services.TryAddSingleton<RecordingScoring>();
        services.TryAddSingleton<ScoreSubject>();
        services.TryAddSingleton<Reconcile>();
        services.TryAddSingleton<RetryDead>();
        services.TryAddSingleton<GetStatus>();
        services.TryAddSingleton<CheckHealth>();
        services.TryAddSingleton<ListItems>();
        services.TryAddSingleton<GetItem>();
        services.TryAddSingleton<LabelItem>();
        services.TryAddSingleton<EraseSubject>();
        services.TryAddSingleton<StoredItems>();
        services.TryAddSingleton<FetchArchive>();
        services.TryAddSingleton<AskForReport>();
        services.TryAddSingleton<MakeReport>();
        services.TryAddSingleton<GetReport>();
        services.TryAddSingleton<EraseReports>();
        services.TryAddSingleton<PublishModel>();
        services.TryAddSingleton<RollBack>();
        services.TryAddSingleton<ListModels>();
        return services;
    }
}
