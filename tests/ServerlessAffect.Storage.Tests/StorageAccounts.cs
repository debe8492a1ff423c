using ServerlessAffect.Testing.Azurite;

namespace ServerlessAffect.Storage.Tests;

/// <summary>The shared Azurite with an account of its own for every test: the containers' names are fixed, so tests that run side by side keep apart by account.</summary>
public sealed class StorageAccounts : IAsyncLifetime
{
    private const int Count = 500;
    private const string DefaultAccount = "devstoreaccount1";
    private static int s_next;

    private readonly AzuriteFixture _azurite = new();

    /// <summary>Azurite takes its accounts from the environment of whoever starts it. The default account keeps its name and its published key.</summary>
    static StorageAccounts()
    {
        const string key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";
        Environment.SetEnvironmentVariable("AZURITE_ACCOUNTS", string.Join(';', Enumerable.Range(0, Count).Select(Name).Prepend(DefaultAccount).Select(name => $"{name}:{key}")));
    }

    /// <summary>Of an account that no other test has.</summary>
    public string NextConnectionString()
    {
        var account = Interlocked.Increment(ref s_next);
        return account < Count
            ? _azurite.ConnectionString.Replace(DefaultAccount, Name(account), StringComparison.Ordinal)
            : throw new InvalidOperationException($"The tests use more than {Count} storage accounts; raise the number.");
    }

    public Task InitializeAsync() => _azurite.InitializeAsync();

    public Task DisposeAsync() => _azurite.DisposeAsync();

    private static string Name(int number) => $"testaccount{number}";
}
