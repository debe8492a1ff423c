using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using ServerlessAffect.Learning;

namespace ServerlessAffect.Bench.Clusters;

/// <summary>Debian's scikit-learn in a process of its own, on one thread, over the same rows (handed over in a file), that measures its own processor time when told to.</summary>
internal sealed class SklearnRows : IDisposable
{
    private const string Interpreter = "/usr/bin/python3";

    private const string Script = """
        import gc, json, sys, time, warnings
        warnings.simplefilter('ignore')
        import numpy as np, sklearn
        from sklearn import cluster, decomposition, manifold, metrics, mixture, neighbors
        rows = np.fromfile(sys.argv[1], dtype='<f8').reshape(-1, int(sys.argv[2]))
        print('ready', sklearn.__version__, flush=True)
        for line in sys.stdin:
            asked = json.loads(line)
            names = dict(np=np, sklearn=sklearn, cluster=cluster, decomposition=decomposition, manifold=manifold, metrics=metrics, mixture=mixture, neighbors=neighbors)
            names['X'] = rows[:asked['rows']].copy()
            exec(asked['setup'], names)
            work = compile(asked['work'].strip(), 'work', 'eval')
            gc.collect()
            start = time.process_time()
            result = eval(work, names)
            print(time.process_time() - start, float(result), flush=True)
        """;

    private readonly Process _process;

    private SklearnRows(Process process) => _process = process;

    public string Version { get; private set; } = "";

    /// <returns>Null where there is no scikit-learn.</returns>
    public static SklearnRows? Start(DenseMatrix x, string folder)
    {
        if (!File.Exists(Interpreter))
        {
            return null;
        }

        var file = Path.Combine(folder, "rows.f64");
        File.WriteAllBytes(file, MemoryMarshal.AsBytes<double>(x.Values).ToArray());
        var start = new ProcessStartInfo(Interpreter, ["-c", Script, file, x.Columns.ToString(CultureInfo.InvariantCulture)]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        start.Environment["OMP_NUM_THREADS"] = start.Environment["OPENBLAS_NUM_THREADS"] = "1";
        // Where a machine sets these for other programs, they make this numpy slower.
        start.Environment.Remove("OPENBLAS_CORETYPE");
        start.Environment.Remove("OPENBLAS_L2_SIZE");
        var peer = new SklearnRows(Process.Start(start)!);
        if (peer._process.StandardOutput.ReadLine()?.Split(' ') is ["ready", var version])
        {
            peer.Version = version;
            return peer;
        }

        peer.Dispose();
        return null;
    }

    public (double Seconds, double Result) Measure(PeerLine line)
    {
        _process.StandardInput.WriteLine(JsonSerializer.Serialize(new { rows = line.Rows, setup = line.PeerSetup, work = line.Peer }));
        var fields = (_process.StandardOutput.ReadLine() ?? throw new InvalidOperationException($"scikit-learn stopped at '{line.Name}'.")).Split(' ');
        return (double.Parse(fields[0], CultureInfo.InvariantCulture), double.Parse(fields[1].Replace("inf", "Infinity", StringComparison.Ordinal), CultureInfo.InvariantCulture));
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }
}
