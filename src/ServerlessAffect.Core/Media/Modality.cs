namespace ServerlessAffect.Core.Media;

/// <summary>What kind of thing an item is, which decides who extracts its features.</summary>
public enum Modality
{
    Text,
    Audio,
    Video,
    Image,
}
