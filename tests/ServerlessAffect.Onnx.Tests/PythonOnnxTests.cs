using System.Diagnostics;
using ServerlessAffect.Learning.Ensembles;
using ServerlessAffect.Learning.Kernels;
using ServerlessAffect.Learning.Linear;
using ServerlessAffect.Onnx.Exports;

namespace ServerlessAffect.Onnx.Tests;

/// <summary>The ONNX project's own checker looks at what we write, where Debian's python3-onnx is installed.</summary>
public sealed class PythonOnnxTests : IDisposable
{
    private const string Python = "/usr/bin/python3";
    private const string Checker = """
        import onnx, sys
        for path in sys.argv[1:]:
            model = onnx.load(path)
            onnx.checker.check_model(model, full_check=True)
            print(path.rsplit('/', 1)[1], model.ir_version, model.opset_import[0].version, model.producer_name, len(model.graph.node), model.metadata_props[0].key)
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("affect-onnx-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [SkippableFact]
    public async Task The_official_checker_accepts_every_export()
    {
        Skip.IfNot(await RunAsync("import onnx") is (0, _), "python3-onnx is not installed.");
        var softmax = Invented.Linear(1, 5, 3);
        var oneVsRest = Invented.Linear(1, 5, 3, 2, ProbabilityLink.OneVsRest);
        EnsembleMember[] members = [new(softmax), new(oneVsRest)];
        var files = new Dictionary<string, byte[]>
        {
            ["scaler"] = StandardScalerExport.Export(Invented.Scaler(1, 2), "made-up"),
            ["dense"] = DenseLinearExport.Export(softmax, "made-up", Invented.Scaler(2, 5), WeightPrecision.Half),
            ["sparse"] = SparseLinearExport.Export(softmax, "made-up"),
            ["sparse-half"] = SparseLinearExport.Export(oneVsRest, "made-up", WeightPrecision.Half),
            ["kernel"] = DenseClassifierExport.Export(
                new DensePipeline(9, [8, 1, 3, 4, 0], Invented.Scaler(3, 5), 4, Invented.Kernel(1, KernelKind.Rbf, 6, 5, 3)), "made-up", WeightPrecision.Half),
            ["polynomial-mean"] = DenseClassifierExport.Export(
                new LogProbabilityMean([new(Invented.Kernel(1, KernelKind.Polynomial, 6, 5, 3)), new(oneVsRest)], 1.2), "made-up"),
            ["mean"] = MeanOfLogProbabilitiesExport.Export(members, 1.5, "made-up", WeightPrecision.Half),
        };
        foreach (var (name, bytes) in files)
        {
            await File.WriteAllBytesAsync(Path.Combine(_folder, name), bytes);
        }

        var (exit, output) = await RunAsync([Checker, .. files.Keys.Select(f => Path.Combine(_folder, f))]);
        Assert.True(exit == 0, output);
        Assert.Equal(files.Count, output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Count(l => l.Contains(" 8 17 ServerlessAffect ", StringComparison.Ordinal)));
    }

    private static async Task<(int Exit, string Output)> RunAsync(params string[] arguments)
    {
        if (!File.Exists(Python))
        {
            return (-1, "");
        }

        var start = new ProcessStartInfo(Python) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add("-c");
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output + await errors);
    }
}
