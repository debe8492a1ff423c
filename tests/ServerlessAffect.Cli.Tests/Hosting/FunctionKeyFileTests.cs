using ServerlessAffect.Cli.Hosting;
using ServerlessAffect.Cli.Tests.Running;

namespace ServerlessAffect.Cli.Tests.Hosting;

public sealed class FunctionKeyFileTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private string File => Path.Combine(_folder.Root, ".affect", "function-key");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_key_stays_and_is_its_owners_alone()
    {
        var key = FunctionKeyFile.ReadOrCreate(_folder.Root);

        Assert.Equal(key, FunctionKeyFile.ReadOrCreate(_folder.Root));
        AssertOwnersAlone();
        Assert.Equal(40, key.Length);
    }

    private void AssertOwnersAlone()
    {
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, System.IO.File.GetUnixFileMode(File));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("short")]
    [InlineData("ZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZ")]
    public void A_file_without_a_key_gets_one(string content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(File)!);
        System.IO.File.WriteAllText(File, content);

        Assert.NotEqual(content, FunctionKeyFile.ReadOrCreate(_folder.Root));
        AssertOwnersAlone();
    }
}
