namespace ServerlessAffect.Features.Audio.Functionals.Contours;

/// <summary>Low-level descriptors over the frames of a window, each contiguous: [contours, frames]. Grows, never shrinks; for one caller at a time.</summary>
internal sealed class ContourTable(int contours)
{
    // Whole blocks of lanes may be written past the last frame.
    private const int Room = 16;
    private float[] _values = [];

    public int Contours { get; } = contours;

    public int Frames { get; private set; }

    /// <summary>A contour of <see cref="Frames"/> values.</summary>
    public Span<float> this[int contour] => _values.AsSpan(contour * (Frames + Room), Frames);

    public void Resize(int frames)
    {
        Frames = frames;
        if (_values.Length < Contours * (frames + Room))
        {
            _values = new float[Contours * (frames + Room)];
        }
    }
}
