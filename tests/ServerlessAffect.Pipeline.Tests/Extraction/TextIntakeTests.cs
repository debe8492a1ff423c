using System.Text;
using Microsoft.Extensions.Options;
using ServerlessAffect.Core.Media;
using ServerlessAffect.Pipeline.Extraction;

namespace ServerlessAffect.Pipeline.Tests.Extraction;

public class TextIntakeTests
{
    [Fact]
    public async Task Names_beyond_what_is_kept_are_left_out_and_said()
    {
        var lines = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 45_000).Select(i => $"{{\"id\":\"{i:D200}\",\"text\":\"a\"}}\n")));
        using var content = new MemoryStream(lines);

        var rows = await new TextIntake(Options.Create(new PipelineOptions())).ReadAsync(content, MediaFormat.Named("jsonl")!, CancellationToken.None);

        Assert.Equal((45_000, (8 << 20) / 200), (rows.Texts.Count, rows.Ids.Count));
        Assert.Contains("only the first are kept", rows.Notice, StringComparison.Ordinal);
    }
}
