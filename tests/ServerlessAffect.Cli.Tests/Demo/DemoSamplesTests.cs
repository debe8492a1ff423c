using ServerlessAffect.Cli.Demo;
using ServerlessAffect.Cli.Models;
using ServerlessAffect.Cli.Tests.Running;
using ServerlessAffect.Features.Audio.Decoding;
using ServerlessAffect.Testing;

namespace ServerlessAffect.Cli.Tests.Demo;

public sealed class DemoSamplesTests(TinyModels models) : IClassFixture<TinyModels>
{
    private static readonly string Folder = Path.Combine(SharedFiles.RepositoryRoot, "samples");

    [Fact]
    public async Task Without_a_model_of_recordings_they_are_left_out_with_one_line()
    {
        var samples = await DemoSamples.FindAsync(Folder, new LocalModels(models.Root), new DecodingOptions(), CancellationToken.None);
        Assert.Contains("watchlist.csv", samples.Files.Select(Path.GetFileName));
        Assert.DoesNotContain("good-news.wav", samples.Files.Select(Path.GetFileName));
        Assert.Equal("Left out: good-news.wav, postcard.mp4, rainy-week.ogg. No model under models/ reads recordings.", Assert.Single(samples.LeftOut));
    }

    [Fact]
    public void The_samples_are_small_and_each_is_described()
    {
        var media = Directory.GetFiles(Folder).Where(f => Path.GetExtension(f) is ".wav" or ".ogg" or ".mp4").ToArray();
        Assert.Equal(3, media.Length);
        Assert.InRange(media.Sum(f => new FileInfo(f).Length), 1, 200_000);
        var page = File.ReadAllText(Path.Combine(Folder, "README.md"));
        Assert.All(Directory.GetFiles(Folder).Select(f => Path.GetFileName(f)).Where(f => f != "README.md"), name => Assert.Contains($"`{name}`", page, StringComparison.Ordinal));
    }
}
