namespace ServerlessAffect.Functions.OpenApi;

/// <summary>The embedded <c>openapi.json</c>; a test holds it to the routes and to what they answer.</summary>
internal static class OpenApiDocument
{
    private static readonly Lazy<byte[]> Content = new(Read);

    public static byte[] Bytes => Content.Value;

    private static byte[] Read()
    {
        using var resource = typeof(OpenApiDocument).Assembly.GetManifestResourceStream("openapi.json")
            ?? throw new InvalidOperationException("The assembly was built without openapi.json.");
        using var copy = new MemoryStream();
        resource.CopyTo(copy);
        return copy.ToArray();
    }
}
