namespace ServerlessAffect.Inference.Packages;

/// <summary>How large the parts of a model package may be; whoever reads one from outside stops there.</summary>
public static class PackageLimits
{
    public const int ManifestBytes = 1 << 20;
    public const int FileBytes = 256 << 20;
    public const int TotalBytes = 512 << 20;
    public const int Files = 64;
    public const int Classes = 1000;
    public const int FileNameLength = 64;
}
