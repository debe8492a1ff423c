using ServerlessAffect.Core.Identity;

namespace ServerlessAffect.Inference.Caching;

/// <param name="Digest">Of the manifest that the model came with.</param>
internal sealed record LoadedModel<TModel>(TModel Model, ContentHash Digest);
