using ServerlessAffect.Cli.CommandLine;
using ServerlessAffect.Cli.Models;
using ServerlessAffect.Core;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Models;
using ServerlessAffect.Core.Readings;
using ServerlessAffect.Inference.Packages;

namespace ServerlessAffect.Cli.Scoring;

/// <summary>The models that are to speak: loaded, or the reason why one cannot. A model that cannot does not silence the others.</summary>
internal sealed class ModelChoice : IDisposable
{
    private readonly List<LoadedModel> _loaded = [];
    private readonly List<ReadingError> _refused = [];

    private ModelChoice()
    {
    }

    public IReadOnlyList<LoadedModel> Loaded => _loaded;

    public IReadOnlyList<ReadingError> Refused => _refused;

    /// <param name="model"><c>NAME</c>, <c>NAME@VERSION</c> or a folder; null: the champion of every name.</param>
    public static async Task<ModelChoice> LoadAsync(LocalModels models, string? model, CancellationToken cancellationToken)
    {
        var choice = new ModelChoice();
        if (model is not null)
        {
            await choice.AddAsync(() => ReadAsync(models, model, cancellationToken)).ConfigureAwait(false);
            return choice;
        }

        foreach (var name in models.Names())
        {
            await choice.AddAsync(() => ReadAsync(models, name, cancellationToken)).ConfigureAwait(false);
        }

        if (choice is { Loaded.Count: 0, Refused.Count: 0 })
        {
            choice._refused.Add(new ReadingError(ErrorCodes.NoModel, "No model comes with this program; train one with 'affect train' and name its folder with --model."));
        }

        return choice;
    }

    public void Dispose() => _loaded.ForEach(m => m.Dispose());

    private async Task AddAsync(Func<Task<ModelPackage>> read)
    {
        try
        {
            _loaded.Add(new LoadedModel(await read().ConfigureAwait(false)));
        }
        catch (AffectException refused)
        {
            _refused.Add(ReadableFailure.Of(refused));
        }
    }

    private static async Task<ModelPackage> ReadAsync(LocalModels models, string model, CancellationToken cancellationToken)
    {
        if (LooksLikeFolder(model))
        {
            return await ModelFolder.ReadAsync(model, null, cancellationToken).ConfigureAwait(false);
        }

        if (!ModelRef.TryParse(model, out var reference))
        {
            throw new AffectException(
                ErrorCodes.UnknownModel, $"'{Printable.Shorten(model, 64)}' is neither a model's name (NAME or NAME@VERSION) nor a folder with one.");
        }

        var found = await models.FindAsync(reference, cancellationToken).ConfigureAwait(false);
        return await ModelFolder.ReadAsync(found.Folder, found.Manifest.Digest, cancellationToken).ConfigureAwait(false);
    }

    private static bool LooksLikeFolder(string model) =>
        model.AsSpan().ContainsAny('/', '\\') || model.StartsWith('.') || ModelFolder.IsModel(model);
}
