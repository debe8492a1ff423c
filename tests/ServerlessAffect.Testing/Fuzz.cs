namespace ServerlessAffect.Testing;

/// <summary>How many cases a property is tried on.</summary>
public static class Fuzz
{
    private const int SoakFactor = 20;

    /// <summary><paramref name="usual"/>, and twenty times as many with <c>--soak</c>.</summary>
    public static int Count(int usual = 100) => Count(usual, Soak.IsOn);

    public static int Count(int usual, bool soak) => soak ? SoakFactor * usual : usual;
}
