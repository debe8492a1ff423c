namespace ServerlessAffect.Signal.Wav;

/// <summary>How one sample is written.</summary>
public enum WavEncoding
{
    /// <summary>8 bits, 128 being silence.</summary>
    Unsigned8,

    Int16,

    /// <summary>Three bytes.</summary>
    Int24,

    Int32,

    /// <summary>IEEE 754, full scale -1 to 1.</summary>
    Float32,

    Float64,

    /// <summary>ITU-T G.711 A-law, one byte.</summary>
    ALaw,

    /// <summary>ITU-T G.711 mu-law, one byte.</summary>
    MuLaw,
}
