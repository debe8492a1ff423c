using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using ServerlessAffect.Cli.CommandLine;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Purposes;
using ServerlessAffect.Pipeline;
using ServerlessAffect.Storage;

namespace ServerlessAffect.Cli.Hosting;

/// <summary>The use cases over the storage of a running <c>affect up</c>, or over the account that <c>AzureWebJobsStorage</c> names.</summary>
internal sealed class StorageSession : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    /// <param name="purpose">What voices are read for here; asked only where one is: a purpose that is refused keeps nobody from erasing.</param>
    private StorageSession(IConfiguration configuration, Func<DeclaredPurpose> purpose)
    {
        _services = new ServiceCollection()
            .AddAffectStorage(configuration)
            .AddSingleton(_ => purpose())
            .AddPipeline()
            .BuildServiceProvider();
    }

    /// <summary>Null where neither is there.</summary>
    public static StorageSession? TryOpen(Surroundings surroundings)
    {
        if (RunningStackFile.Find(surroundings.WorkingFolder) is { } stack)
        {
            return Open(stack.ConnectionString, () => PurposeSetting.Of(surroundings));
        }

        // As the environment provider of the configuration does it: a double underscore stands for the colon of a section.
        var settings = surroundings.Variables.Where(v => v.Key.StartsWith(StorageOptions.Section, StringComparison.OrdinalIgnoreCase) && v.Value.Length > 0)
            .Select(v => KeyValuePair.Create(v.Key.Replace("__", ":", StringComparison.Ordinal), (string?)v.Value)).ToArray();
        return settings.Length > 0 ? new StorageSession(new ConfigurationBuilder().AddInMemoryCollection(settings).Build(), () => PurposeSetting.Of(surroundings)) : null;
    }

    /// <exception cref="AffectException"><see cref="ErrorCodes.StorageUnavailable"/>: there is none.</exception>
    public static StorageSession Open(Surroundings surroundings) => TryOpen(surroundings) ?? throw new AffectException(
        ErrorCodes.StorageUnavailable,
        $"Nothing is running in this folder; start 'affect up' here in another terminal, or set {StorageOptions.Section} to a storage account.");

    /// <summary>For what reads no voice: what is dropped is scored, and answered for, by the host.</summary>
    public static StorageSession Open(string connectionString) => Open(connectionString, () => DeclaredPurpose.OnThisMachine(null));

    private static StorageSession Open(string connectionString, Func<DeclaredPurpose> purpose) =>
        new(new ConfigurationBuilder().AddInMemoryCollection([new(StorageOptions.Section, connectionString)]).Build(), purpose);

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
