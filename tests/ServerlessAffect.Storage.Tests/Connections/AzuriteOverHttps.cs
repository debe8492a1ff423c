using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ServerlessAffect.Testing;

namespace ServerlessAffect.Storage.Tests.Connections;

/// <summary>Azurite with a certificate of its own, taking bearer tokens as Azure does (their signatures apart).</summary>
public sealed class AzuriteOverHttps : IAsyncLifetime
{
    /// <summary>Its standard input closes when this process ends, however that happens.</summary>
    private const string EndWithParent = "process.stdin.on('close', () => process.exit(0)).resume(); require(process.argv[1])";

    private readonly string _folder = Directory.CreateTempSubdirectory("affect-https-").FullName;
    private Process? _process;

    public Uri Blobs { get; private set; } = new("https://127.0.0.1");

    public Uri Queues { get; private set; } = new("https://127.0.0.1");

    public async Task InitializeAsync()
    {
        var (certificate, key) = (Path.Combine(_folder, "cert.pem"), Path.Combine(_folder, "key.pem"));
        using (var pair = ECDsa.Create(ECCurve.NamedCurves.nistP256))
        {
            using var signed = new CertificateRequest("CN=127.0.0.1", pair, HashAlgorithmName.SHA256).CreateSelfSigned(DateTimeOffset.UnixEpoch, TimeProvider.System.GetUtcNow().AddDays(1));
            await File.WriteAllTextAsync(certificate, signed.ExportCertificatePem());
            await File.WriteAllTextAsync(key, pair.ExportPkcs8PrivateKeyPem());
        }

        var (blobPort, queuePort) = (FreePort(), FreePort());
        var script = Path.Combine(SharedFiles.RepositoryRoot, "node_modules", "azurite", "dist", "src", "azurite.js");
        string[] arguments =
        [
            "-e", EndWithParent, script, "--inMemoryPersistence", "--skipApiVersionCheck", "--disableTelemetry", "--oauth", "basic", "--cert", certificate, "--key", key,
            "--blobPort", $"{blobPort}", "--queuePort", $"{queuePort}", "--tablePort", "0",
        ];
        _process = Process.Start(new ProcessStartInfo("node", arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, WorkingDirectory = _folder })!;
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.StartsWith("Azurite Table service is successfully listening", StringComparison.Ordinal))
            {
                _ = _process.StandardOutput.ReadToEndAsync();
                (Blobs, Queues) = (new Uri($"https://127.0.0.1:{blobPort}/devstoreaccount1"), new Uri($"https://127.0.0.1:{queuePort}/devstoreaccount1"));
                return;
            }
        }

        throw new InvalidOperationException("Azurite did not start over HTTPS.");
    }

    public async Task DisposeAsync()
    {
        if (_process is not null)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
            _process.Dispose();
        }

        Directory.Delete(_folder, recursive: true);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
