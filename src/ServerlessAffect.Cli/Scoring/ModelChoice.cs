using ServerlessAffect.Cli.CommandLine;
using ServerlessAffect.Cli.Models;
using ServerlessAffect.Core;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Identity;
using ServerlessAffect.Core.Media;
using ServerlessAffect.Core.Models;
using ServerlessAffect.Core.Readings;
using ServerlessAffect.Inference.Packages;

namespace ServerlessAffect.Cli.Scoring;

/// <summary>The models that are to speak: loaded, or the reason why one cannot. A model that cannot does not silence the others.</summary>
internal sealed class ModelChoice : IDisposable
{
    private readonly List<LoadedModel> _loaded = [];
    private readonly List<LoadedVoice> _voices = [];
    private readonly List<RefusedModel> _refused = [];

    private ModelChoice()
    {
    }

    /// <summary>Nobody speaks.</summary>
    public static ModelChoice None { get; } = new();

    /// <summary>Those that read texts.</summary>
    public IReadOnlyList<LoadedModel> Loaded => _loaded;

    /// <summary>Those that read recordings and the sound of videos.</summary>
    public IReadOnlyList<LoadedVoice> Voices => _voices;

    public IReadOnlyList<RefusedModel> Refused => _refused;

    /// <param name="model"><c>NAME</c>, <c>NAME@VERSION</c> or a folder; null: the champion of every name that reads something of the inputs.</param>
    /// <param name="texts">Whether texts are among the inputs: models take memory, and those that will not be asked stay closed.</param>
    /// <param name="recordings">Whether recordings or videos are.</param>
    /// <param name="together">Whether the recordings are read together, as one subject's: models that read them so are asked only then.</param>
    public static async Task<ModelChoice> LoadAsync(LocalModels models, string? model, bool texts, bool recordings, bool together, CancellationToken cancellationToken)
    {
        var choice = new ModelChoice();
        if (model is not null)
        {
            await choice.AddAsync(models, model, _ => true, together, cancellationToken).ConfigureAwait(false);
            return choice;
        }

        var names = models.Names().ToArray();
        foreach (var name in names)
        {
            await choice.AddAsync(models, name, IsWanted, together, cancellationToken).ConfigureAwait(false);
        }

        if (names.Length == 0)
        {
            choice._refused.Add(new RefusedModel(null, new ReadingError(ErrorCodes.NoModel, "No model comes with this program; train one with 'affect train' and name its folder with --model.")));
        }

        return choice;

        bool IsWanted(ModelManifest manifest) =>
            (manifest.Modality is Modality.Audio ? recordings : texts) && (together || manifest.Standardise is Standardising.None);
    }

    /// <summary>Why nobody speaks of inputs of this modality though models are loaded; null where somebody does, or a refusal says enough.</summary>
    public ReadingError? SilenceOn(Modality modality)
    {
        var speakers = modality is Modality.Text ? _loaded.Count : _voices.Count;
        return speakers > 0 || _refused.Count > 0 ? null
            : _loaded.Count + _voices.Count == 1
                ? new ReadingError(ErrorCodes.UnsupportedModality, $"The model {(_loaded.Count == 1 ? _loaded[0].Source.Model.Name : _voices[0].Source.Model.Name)} does not read {NameOf(modality)}; name another one, or none.")
                : new ReadingError(ErrorCodes.NoModel, $"No model that comes with this program reads {NameOf(modality)}; train one with 'affect train' and name its folder with --model.");
    }

    public void Dispose()
    {
        _loaded.ForEach(m => m.Dispose());
        _voices.ForEach(m => m.Dispose());
    }

    private static string NameOf(Modality modality) => modality is Modality.Text ? "texts" : "recordings";

    /// <param name="isWanted">It is left out where it is not.</param>
    private async Task AddAsync(LocalModels models, string model, Func<ModelManifest, bool> isWanted, bool together, CancellationToken cancellationToken)
    {
        ModelRef? asked = null;
        try
        {
            ContentHash? digest = null;
            var folder = model;
            if (!LooksLikeFolder(model))
            {
                if (!ModelRef.TryParse(model, out var reference))
                {
                    throw new AffectException(
                        ErrorCodes.UnknownModel, $"'{Printable.Shorten(model, 64)}' is neither a model's name (NAME or NAME@VERSION) nor a folder with one.");
                }

                asked = reference;
                var found = await models.FindAsync(reference, cancellationToken).ConfigureAwait(false);
                if (!isWanted(found.Manifest))
                {
                    return;
                }

                asked = new ModelRef(found.Manifest.Name, found.Manifest.Version);
                (folder, digest) = (found.Folder, found.Manifest.Digest);
            }

            var package = await ModelFolder.ReadAsync(folder, digest, cancellationToken).ConfigureAwait(false);
            if (!together && package.Manifest.Standardise is Standardising.Speaker)
            {
                throw new AffectException(
                    ErrorCodes.UnsupportedModality, $"The model {package.Manifest.Name} reads the recordings of one subject together; say whose they are with --subject, or name another model.");
            }

            if (package.Manifest.Modality is Modality.Audio)
            {
                _voices.Add(new LoadedVoice(package));
            }
            else
            {
                _loaded.Add(new LoadedModel(package));
            }
        }
        catch (AffectException refused)
        {
            _refused.Add(new RefusedModel(refused.Code is ErrorCodes.UnknownModel ? null : asked, ReadableFailure.Of(refused)));
        }
    }

    private static bool LooksLikeFolder(string model) =>
        model.AsSpan().ContainsAny('/', '\\') || model.StartsWith('.') || ModelFolder.IsModel(model);
}
