using System.Text.Json;
using ServerlessAffect.Cli.Dropping;
using ServerlessAffect.Core;
using ServerlessAffect.Core.Items;
using ServerlessAffect.Core.Media;
using ServerlessAffect.Inference.Timelines;
using ServerlessAffect.Pipeline.Items;
using ServerlessAffect.Storage.Predictions;

namespace ServerlessAffect.Cli.Demo;

/// <summary>Keeps what the demo found, for its storage is in memory: one json and one csv per sample and model, as the storage has them, and the reason of what was quarantined.</summary>
internal sealed class DemoResults(GetItem getItem, string folder)
{
    public string Folder { get; } = folder;

    /// <returns>The state in which each sample ended; a sample that has no item is missing.</returns>
    public async Task<IReadOnlyDictionary<string, ItemState>> WriteAsync(IEnumerable<DroppedInput> dropped, CancellationToken cancellationToken)
    {
        if (Directory.Exists(Folder))
        {
            Directory.Delete(Folder, recursive: true);
        }

        Directory.CreateDirectory(Folder);
        var states = new SortedDictionary<string, ItemState>(StringComparer.Ordinal);
        foreach (var input in dropped)
        {
            if (input.Item is { } id && await getItem.RunAsync(id, cancellationToken).ConfigureAwait(false) is { } details)
            {
                states[input.File] = details.Item.State;
                await WriteAsync(input.File, details, cancellationToken).ConfigureAwait(false);
            }
        }

        return states;
    }

    private async Task WriteAsync(string file, ItemDetails details, CancellationToken cancellationToken)
    {
        foreach (var prediction in details.Predictions)
        {
            await WriteAsync($"{file}.{prediction.Model.Name}.json", prediction, cancellationToken).ConfigureAwait(false);
            if (prediction.Modality is Modality.Audio or Modality.Video)
            {
                await File.WriteAllBytesAsync(Path.Combine(Folder, $"{file}.{prediction.Model.Name}.vtt"), WebVtt.Write(prediction), cancellationToken).ConfigureAwait(false);
            }

            await File.WriteAllBytesAsync(Path.Combine(Folder, $"{file}.{prediction.Model.Name}.csv"), PredictionCsv.Write(prediction), cancellationToken).ConfigureAwait(false);
        }

        if (details.Item.Reason is { } reason)
        {
            await WriteAsync($"{file}.reason.json", reason, cancellationToken).ConfigureAwait(false);
        }
    }

    private Task WriteAsync<T>(string name, T document, CancellationToken cancellationToken) =>
        File.WriteAllBytesAsync(Path.Combine(Folder, name), JsonSerializer.SerializeToUtf8Bytes(document, AffectJson.Indented), cancellationToken);
}
