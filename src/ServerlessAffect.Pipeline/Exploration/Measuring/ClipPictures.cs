using ServerlessAffect.Signal.Mel;
using ServerlessAffect.Signal.Spectra;
using ServerlessAffect.Signal.Trimming;

namespace ServerlessAffect.Pipeline.Exploration.Measuring;

/// <summary>What is drawn of a recording.</summary>
/// <param name="Samples">Mono, at <see cref="RecordingMeasuring.SampleRate"/>.</param>
/// <param name="Trimmed">What is left without quiet ends.</param>
/// <param name="Mel">[64, frames], mel spectrogram in dB below its loudest.</param>
/// <param name="Mfcc">[20, frames].</param>
internal sealed record ClipPictures(float[] Samples, SampleRange Trimmed, float[] Mel, float[] Mfcc)
{
    public const int Bands = 64;
    public const int Coefficients = 20;
    private const double QuietDb = 30;

    public double Seconds => (double)Samples.Length / RecordingMeasuring.SampleRate;

    public static ClipPictures Of(float[] samples)
    {
        var spectrogram = new MelSpectrogram<float>(RecordingMeasuring.SampleRate, new StftOptions(), new MelOptions { NMels = Bands });
        var mel = new float[Bands * spectrogram.Frames(samples.Length)];
        spectrogram.Compute(samples, mel);
        var loudest = 0f;
        foreach (var power in mel)
        {
            loudest = Math.Max(loudest, power);
        }

        Decibels.FromPower(mel, mel, Math.Max(loudest, Decibels.MinPower));
        var cepstrum = new Mfcc<float>(RecordingMeasuring.SampleRate, Coefficients);
        var mfcc = new float[Coefficients * cepstrum.Frames(samples.Length)];
        cepstrum.Compute(samples, mfcc);
        return new ClipPictures(samples, Silence.Trim(samples, new SilenceOptions { TopDb = QuietDb }), mel, mfcc);
    }
}
