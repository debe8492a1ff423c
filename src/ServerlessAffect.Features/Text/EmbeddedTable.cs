using System.Text;

namespace ServerlessAffect.Features.Text;

/// <summary>A two-column table inside this assembly, written by <c>eng/text-tables/make_tables.py</c>.</summary>
internal static class EmbeddedTable
{
    public static IEnumerable<(string Key, string Value)> Read(string name)
    {
        using var stream = typeof(EmbeddedTable).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The table {name} is not in the assembly.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        while (reader.ReadLine() is { } line)
        {
            var tab = line.IndexOf('\t', 1);
            yield return (line[..tab], line[(tab + 1)..]);
        }
    }
}
