namespace Microsoft.Azure.Functions.Worker.Builder;

// The real one can be derived from, too; nothing of ours does.
#pragma warning disable CA1052
public class FunctionsApplication
#pragma warning restore CA1052
{
    public static FunctionsApplicationBuilder CreateBuilder(string[] args) => new(args);
}
