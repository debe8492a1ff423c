using System.Reflection;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using ServerlessAffect.Core.Features;
using ServerlessAffect.Core.Identity;
using ServerlessAffect.Core.Items;
using ServerlessAffect.Core.Models;
using ServerlessAffect.Core.Ports;
using ServerlessAffect.Core.Purposes;
using ServerlessAffect.Core.Readings;
using ServerlessAffect.Pipeline.Extraction;
using ServerlessAffect.Pipeline.Models;
using ServerlessAffect.Pipeline.Scoring;
using ServerlessAffect.Testing.InMemory;

namespace ServerlessAffect.Pipeline.Tests.World;

/// <summary>The use cases over memory, with a wire that can kill them after any call of a port.</summary>
internal sealed class PipelineWorld : IDisposable
{
    private readonly ServiceProvider _services;

    /// <param name="real">With the real reader and real models of texts instead of fakes.</param>
    /// <param name="purpose">Null: trying out on one's own machine.</param>
    public PipelineWorld(Action<PipelineOptions>? configure = null, bool real = false, DeclaredPurpose? purpose = null)
    {
        Storage = new InMemoryStorage(Clock);
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<TimeProvider>(Clock);
        Port<IMediaStore>(Storage.Media);
        Port(Storage.Quarantine);
        Port<IItemStore>(Storage.Items);
        Port<IFeatureStore>(Storage.Features);
        Port<IDenseFeatureStore>(Storage.DenseFeatures);
        Port<IPredictionStore>(Storage.Predictions);
        Port<IWorkQueue>(Storage.Queue);
        Port<IAttemptLog>(Storage.Attempts);
        Port<IIntakeLog>(Storage.Intake);
        Port<IModelRegistry>(Storage.Models);
        Port<IReleaseHistory>(Storage.Releases);
        Port<ILabelStore>(Storage.Labels);
        Port(Storage.Eraser);
        Port<IReportStore>(Storage.Reports);
        Port<IReportFiles>(Storage.ReportFiles);
        Port<IReportQueue>(Storage.ReportQueue);
        if (!real)
        {
            services.AddSingleton<ITextIntake>(Intake);
            services.AddSingleton<ITextScorers>(Scorers);
        }

        services.AddSingleton<IRecordingScorers>(RecordingScorers);
        services.AddSingleton(purpose ?? DeclaredPurpose.OnThisMachine(null));

        services.AddPipeline();
        services.Configure<PipelineOptions>(o => o.ChampionsFor = TimeSpan.Zero);
        services.Configure(configure ?? (_ => { }));
        _services = services.BuildServiceProvider();

        void Port<TPort>(TPort port)
            where TPort : class
        {
            var tripping = DispatchProxy.Create<TPort, Tripping<TPort>>();
            ((Tripping<TPort>)(object)tripping).Wrap(port, Wire);
            services.AddSingleton(tripping);
        }
    }

    public TestClock Clock { get; } = new();

    public InMemoryStorage Storage { get; }

    public LineIntake Intake { get; } = new();

    public FakeScorers Scorers { get; } = new();

    /// <summary>Models of recordings with real networks over a small extractor.</summary>
    public SmallScorers RecordingScorers { get; } = new();

    public Tripwire Wire { get; } = new();

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public async Task<FakeScorer> PublishAsync(string name, string version = "20260101-00000001", FeatureSchema? schema = null)
    {
        var package = TestModels.Package(name, version, schema ?? TestModels.Schema(name + "-terms"));
        var scorer = Scorers.Loaded.GetOrAdd((name, version), new FakeScorer(package.Manifest, package.Schema));
        await Get<PublishModel>().RunAsync(package, "test", CancellationToken.None);
        return scorer;
    }

    /// <summary>Publishes a model that calls sound loud or soft.</summary>
    public async Task<ModelPackage> PublishRecordingAsync(string name, Standardising standardise = Standardising.None, string? schemaName = null)
    {
        var package = SmallScorers.Package(name, standardise, schemaName);
        await Get<PublishModel>().RunAsync(package, "test", CancellationToken.None);
        RecordingScorers.Add(package);
        return package;
    }

    public ContentHash Drop(string name, byte[] content, string? subject = null)
    {
        Storage.Media.Put(name, content, subject);
        return ContentHash.Compute(content);
    }

    public ContentHash Drop(string name, string text, string? subject = null)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        Storage.Media.Put(name, bytes, subject);
        return ContentHash.Compute(bytes);
    }

    public Task<ItemRecord?> TakeAsync(string name) => Get<ExtractFeatures>().RunAsync(name, CancellationToken.None);

    /// <summary>Delivers waiting messages until none is left, each again after a failure, as the queue does.</summary>
    public async Task DeliverAllAsync()
    {
        for (var batch = Storage.Queue.Drain(); batch.Count > 0; batch = Storage.Queue.Drain())
        {
            foreach (var request in batch)
            {
                try
                {
                    await Get<ScoreFeatures>().RunAsync(request, CancellationToken.None);
                }
                catch (SimulatedCrashException)
                {
                    Wire.Restart();
                    await Storage.Queue.SendAsync(request, CancellationToken.None);
                }
                catch (Exception)
                {
                    await Storage.Queue.SendAsync(request, CancellationToken.None);
                }
            }
        }
    }

    /// <summary>Repeats what was killed, in a new process.</summary>
    public async Task UntilDoneAsync(Func<Task> operation)
    {
        try
        {
            await operation();
        }
        catch (SimulatedCrashException)
        {
            Wire.Restart();
            await operation();
        }
    }

    public async Task<ItemRecord> ItemAsync(ContentHash id) => (await Storage.Items.GetAsync(id, CancellationToken.None))!.Value;

    public async Task<List<PredictionDocument>> PredictionsAsync(ContentHash id)
    {
        var documents = new List<PredictionDocument>();
        await foreach (var document in Storage.Predictions.ListAsync(id, CancellationToken.None))
        {
            documents.Add(document);
        }

        return documents;
    }

    public void Dispose() => _services.Dispose();
}
