#if !VENDOR_SDK
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Hosting;

namespace ServerlessAffect.Architecture.Tests.StandIns;

public sealed class RuntimelessRunTests
{
    [Fact]
    public async Task Running_the_stand_in_fails_with_one_line_that_says_what_to_run()
    {
        var standardError = Console.Error;
        using var captured = new StringWriter();
        Console.SetError(captured);
        try
        {
            using var host = FunctionsApplication.CreateBuilder([]).ConfigureFunctionsWebApplication().Build();
            await host.RunAsync();

            Assert.Equal(1, Environment.ExitCode);
        }
        finally
        {
            Environment.ExitCode = 0;
            Console.SetError(standardError);
        }

        var line = Assert.Single(captured.ToString().TrimEnd().Split('\n'));
        Assert.Contains("./affect up", line, StringComparison.Ordinal);
    }
}
#endif
