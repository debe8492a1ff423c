using ServerlessAffect.Features.Audio.Descriptors;
using ServerlessAffect.Features.Npz;
using ServerlessAffect.Signal.Mel;

namespace ServerlessAffect.Features.Audio;

/// <summary>Every descriptor of a clip, a line each. Where nothing else is said: frames of 2,048 samples every 512, centred, and librosa's defaults.</summary>
public static class AudioDescriptors
{
    /// <summary>All of them, in the order of the lines.</summary>
    public static IReadOnlyList<AudioDescriptor> Reference { get; } =
    [
        new("stft_frames", "frame", "arange(frames)", c => NpyArray.Of(Enumerable.Range(0, c.Frames).ToArray())),
        new("stft_re", "", "stft(y).real", c => c.Spectrum.Re),
        new("stft_im", "", "stft(y).imag", c => c.Spectrum.Im),
        new("amp_db_max", "dB", "amplitude_to_db(abs(stft(y)), ref=max)", c => Rows(Levels.OfPower(c.Power.ToRows(), relative: true), AudioClip.Bins)),
        new("mel128", "power", "feature.melspectrogram(y)", c => Rows(c.Mel(new MelOptions()), 128)),
        new("mel128_fmax8000", "power", "feature.melspectrogram(y, fmax=8000)", c => Rows(c.Mel(new MelOptions { FMax = 8000 }), 128)),
        new("mel64_htk", "power", "feature.melspectrogram(y, n_mels=64, htk=True, norm=None)", c => Rows(c.Mel(new MelOptions { NMels = 64, Scale = MelScale.Htk, EqualArea = false }), 64)),
        new("mel128_db_max", "dB", "power_to_db(mel128, ref=max)", c => Rows(Levels.OfPower(c.Mel(new MelOptions()), relative: true), 128)),
        new("mel128_db_1", "dB", "power_to_db(mel128)", c => Rows(Levels.OfPower(c.Mel(new MelOptions()), relative: false), 128)),
        new("mfcc12", "", "feature.mfcc(y, n_mfcc=12)", c => Rows(MelCepstrum.Compute(c, 12), 12)),
        new("mfcc13", "", "feature.mfcc(y, n_mfcc=13)", c => Rows(MelCepstrum.Compute(c, 13), 13)),
        new("mfcc20", "", "feature.mfcc(y, n_mfcc=20)", c => Rows(MelCepstrum.Compute(c, 20), 20)),
        new("mfcc40", "", "feature.mfcc(y, n_mfcc=40)", c => Rows(MelCepstrum.Compute(c, 40), 40)),
        new("mfcc13_lifter22", "", "feature.mfcc(y, n_mfcc=13, lifter=22)", c => Rows(MelCepstrum.Compute(c, 13, lifter: 22), 13)),
        new("mfcc20_delta", "per frame", "feature.delta(mfcc20)", c => Rows(Delta.Compute(MelCepstrum.Compute(c, 20), 20, width: 9, order: 1, repeatEdges: false), 20)),
        new("mfcc20_delta2", "per frame^2", "feature.delta(mfcc20, order=2)", c => Rows(Delta.Compute(MelCepstrum.Compute(c, 20), 20, width: 9, order: 2, repeatEdges: false), 20)),
        new("mfcc20_delta_nearest", "per frame", "feature.delta(mfcc20, width=5, mode='nearest')", c => Rows(Delta.Compute(MelCepstrum.Compute(c, 20), 20, width: 5, order: 1, repeatEdges: true), 20)),
        new("tuning", "1/12 octave", "estimate_tuning(S=abs(stft(y))**2)", c => NpyArray.Scalar(c.Tuning)),
        new("chroma_stft", "", "feature.chroma_stft(y)", c => Rows(c.Chroma, 12)),
        new("chroma_stft_tuning0", "", "feature.chroma_stft(y, tuning=0)", c => Rows(ChromaStft.Compute(c, 0), 12)),
        new("spectral_contrast", "dB", "feature.spectral_contrast(y)", c => Rows(SpectralContrast.Compute(c), SpectralContrast.Bands)),
        new("spectral_centroid", "Hz", "feature.spectral_centroid(y)[0]", c => NpyArray.Of(SpectralCentroid.Compute(c))),
        new("spectral_bandwidth", "Hz", "feature.spectral_bandwidth(y)[0]", c => NpyArray.Of(SpectralBandwidth.Compute(c))),
        new("spectral_rolloff85", "Hz", "feature.spectral_rolloff(y)[0]", c => NpyArray.Of(SpectralRolloff.Compute(c))),
        new("spectral_flatness", "", "feature.spectral_flatness(y)[0]", c => NpyArray.Of(SpectralFlatness.Compute(c))),
        new("zcr", "per sample", "feature.zero_crossing_rate(y)[0]", c => NpyArray.Of(ZeroCrossingRate.Compute(c.Samples))),
        new("rms", "", "feature.rms(y=y)[0]", c => NpyArray.Of(RootMeanSquare.Compute(c.Samples))),
        new("tonnetz_stft", "", "feature.tonnetz(chroma=chroma_stft)", c => Rows(Tonnetz.Compute(c.Chroma, c.Frames), 6)),
        new("piptrack_mean", "Hz", "piptrack(y)[0].mean()", c => NpyArray.Scalar(Piptrack.Mean(c))),
        new("piptrack_nonzero", "cells", "count_nonzero(piptrack(y)[0])", c => NpyArray.Scalar(Piptrack.Nonzero(c))),
        new("piptrack_best", "Hz", "the pitch at the largest magnitude of each frame of piptrack(y)", c => NpyArray.Of(Piptrack.Best(c))),
        new("yin_f0", "Hz", "yin(y, fmin=C2, fmax=C7)", c => NpyArray.Of(PitchTracks.Yin(c))),
        new("pyin_f0", "Hz", "pyin(y, fmin=C2, fmax=C7)[0]", c => NpyArray.Of(c.Pyin.F0)),
        new("pyin_voiced", "", "pyin(y, fmin=C2, fmax=C7)[1]", c => NpyArray.Of(c.Pyin.Voiced)),
        new("pyin_prob", "", "pyin(y, fmin=C2, fmax=C7)[2]", c => NpyArray.Of(c.Pyin.Probability)),
        new("onset_strength", "dB per frame", "onset.onset_strength(y)", c => NpyArray.Of(c.Beats.Onsets)),
        new("onset_strength_median", "dB per frame", "onset.onset_strength(y, aggregate=median)", c => NpyArray.Of(c.MedianBeats.Onsets)),
        new("tempo_onsetenv", "beats per minute", "beat.beat_track(onset_envelope=onset_strength)[0]", c => NpyArray.Of(c.Beats.Tempo)),
        new("beats_onsetenv", "frame", "beat.beat_track(onset_envelope=onset_strength)[1]", c => NpyArray.Of(c.Beats.Frames)),
        new("tempo_y", "beats per minute", "beat.beat_track(y)[0]", c => NpyArray.Of(c.MedianBeats.Tempo)),
        new("beats_y", "frame", "beat.beat_track(y)[1]", c => NpyArray.Of(c.MedianBeats.Frames)),
        new("trim20", "sample", "effects.trim(y, top_db=20)[1]", c => NpyArray.Of(SoundingRanges.Trimmed(c).Start, SoundingRanges.Trimmed(c).End)),
        new("split20", "sample", "effects.split(y, top_db=20)", SoundingRanges.Split),
        new("seed_load_crop", "sample", "load(offset=0.6, duration=2.5) within load()", c => NpyArray.Of(SeedArrays.Crop(c).Start, SeedArrays.Crop(c).End)),
        new("seed_msf_auditory", "power", "feature.melspectrogram(crop, n_fft=1024, n_mels=19)", c => c.Seed.Auditory),
        new("seed_msf_hilbert", "power", "abs(scipy.signal.hilbert(seed_msf_auditory))", c => c.Seed.Hilbert),
        new("seed_msf", "power", "feature.melspectrogram(S=seed_msf_hilbert, n_mels=5)", c => c.Seed.Modulation),
        new("seed_vector", "", "hstack([zcr, rms, mfcc20.T.ravel(), seed_msf.ravel()]) of the crop", c => c.Seed.Vector),
        new("vlog_vector", "", "means over frames of mfcc20, centroid, chroma, contrast, zcr, bandwidth, roll-off, rms, piptrack", c => NpyArray.Of(VlogVector.Compute(c))),
        new("vlog_vector_trimmed", "", "the same of effects.trim(y, top_db=20)[0]", c => NpyArray.Of(VlogVector.OfTrimmed(c))),
        new("time_stretch_0p8", "", "effects.time_stretch(y, rate=0.8)", c => NpyArray.Of(Altered.Stretched(c, 0.8))),
        new("pitch_shift_0p7", "", "effects.pitch_shift(y, n_steps=0.7)", c => NpyArray.Of(Altered.Shifted(c, 0.7))),
        new("pitch_shift_0p7_kaiser_best", "", "effects.pitch_shift(y, n_steps=0.7, res_type='kaiser_best'): ours has one resampler, so this is pitch_shift_0p7", c => NpyArray.Of(Altered.Shifted(c, 0.7))),
        new("noise_mfcc20", "", "feature.mfcc(y + uniform noise of amplitude 0.01, n_mfcc=20)", c => Rows(MelCepstrum.OfNoisy(c, 20), 20)),
    ];

    /// <summary>The descriptor of a name.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public static AudioDescriptor Find(string name) =>
        Reference.FirstOrDefault(d => d.Name == name) ?? throw new KeyNotFoundException($"There is no descriptor '{name}'.");

    private static NpyArray Rows<T>(T[] values, int rows) => new(values, rows, values.Length / rows);
}
