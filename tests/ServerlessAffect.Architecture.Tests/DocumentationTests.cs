using System.Text.RegularExpressions;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Testing;

namespace ServerlessAffect.Architecture.Tests;

public partial class DocumentationTests
{
    [Fact]
    public void Every_error_code_is_explained()
    {
        var page = File.ReadAllText(Path.Combine(SharedFiles.RepositoryRoot, "docs", "errors.md"));
        var codes = typeof(ErrorCodes).GetFields().Select(field => (string)field.GetRawConstantValue()!);
        Assert.DoesNotContain(codes, code => !page.Contains($"`{code}`", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_relative_link_leads_somewhere()
    {
        var broken =
            from file in Directory.EnumerateFiles(SharedFiles.RepositoryRoot, "*.md")
                .Concat(Directory.EnumerateFiles(Path.Combine(SharedFiles.RepositoryRoot, "docs"), "*.md", SearchOption.AllDirectories))
            from Match link in RelativeLink().Matches(File.ReadAllText(file))
            let target = Path.Combine(Path.GetDirectoryName(file)!, Uri.UnescapeDataString(link.Groups["path"].Value))
            where !File.Exists(target) && !Directory.Exists(target)
            select $"{Path.GetRelativePath(SharedFiles.RepositoryRoot, file)}: {link.Groups["path"].Value}";
        Assert.Empty(broken);
    }

    [GeneratedRegex(@"\]\((?!https?:|#|mailto:)(?<path>[^)#]+)(#[^)]*)?\)")]
    private static partial Regex RelativeLink();
}
