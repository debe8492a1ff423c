using System.Diagnostics;
using ServerlessAffect.Testing;

namespace ServerlessAffect.Cli.Tests.Running;

/// <summary>Checks JSON lines against a published schema with ajv, a validator that is not ours.</summary>
internal static class LineSchema
{
    private const string Script = """
        const Ajv = require('ajv');
        const validate = new Ajv({ allowUnionTypes: true, strictTypes: false }).compile(JSON.parse(require('fs').readFileSync(process.argv[1], 'utf8')));
        let lines = '';
        process.stdin.on('data', d => lines += d).on('end', () => {
          for (const line of lines.split('\n').filter(l => l)) {
            if (!validate(JSON.parse(line))) { console.log(line.slice(0, 300) + ' ' + JSON.stringify(validate.errors)); process.exitCode = 1; }
          }
        });
        """;

    /// <param name="schema">File name in <c>src/ServerlessAffect.Cli/Contracts</c>.</param>
    public static async Task AssertValidAsync(string schema, string lines)
    {
        Assert.NotEmpty(lines);
        var path = Path.Combine(SharedFiles.RepositoryRoot, "src", "ServerlessAffect.Cli", "Contracts", schema);
        using var node = Process.Start(new ProcessStartInfo("node", ["-e", Script, path])
        {
            WorkingDirectory = SharedFiles.RepositoryRoot,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        await node.StandardInput.WriteAsync(lines);
        node.StandardInput.Close();
        var complaints = await node.StandardOutput.ReadToEndAsync() + await node.StandardError.ReadToEndAsync();
        await node.WaitForExitAsync();
        Assert.True(node.ExitCode == 0, complaints);
    }
}
