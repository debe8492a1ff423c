using System.Text;

namespace ServerlessAffect.Features.Audio.Decoding;

/// <summary>The beginning of what ffmpeg writes to standard error; it may quote the file, so it is looked through for known phrases and never shown.</summary>
internal sealed class FfmpegComplaints
{
    private const int MaxBytes = 1 << 14;

    private readonly byte[] _text = new byte[MaxBytes];
    private int _length;

    /// <summary>Reads to the end, so that the child never waits for us, and keeps the beginning.</summary>
    public async Task ReadAsync(Stream errors, CancellationToken cancellationToken)
    {
        var rest = new byte[4096];
        for (int read; (read = await errors.ReadAsync(_length < MaxBytes ? _text.AsMemory(_length) : rest, cancellationToken).ConfigureAwait(false)) > 0;)
        {
            _length = Math.Min(MaxBytes, _length + (_length < MaxBytes ? read : 0));
        }
    }

    public bool Contain(string phrase) => Text.Contains(phrase, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether anything was said of the sound itself; pictures that were left alone are no damage.</summary>
    public bool SpeakOfDamage => Text.Contains("rror while decoding", StringComparison.Ordinal) || Text.Contains("nvalid data found", StringComparison.Ordinal);

    /// <summary>Whether the file ends before its container says that it does; an mp3 or ogg does not say.</summary>
    public bool SpeakOfAnEarlyEnd => Text.Contains("File ended prematurely", StringComparison.Ordinal);

    private string Text => Encoding.UTF8.GetString(_text, 0, _length);
}
