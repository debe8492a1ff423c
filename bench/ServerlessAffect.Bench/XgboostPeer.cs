using System.Diagnostics;
using System.Globalization;

namespace ServerlessAffect.Bench;

/// <summary>Debian's python3-xgboost in a process of its own, on one thread, that measures itself when told to.</summary>
internal sealed class XgboostPeer : IDisposable
{
    private const string Interpreter = "/usr/bin/python3";

    private const string Script = """
        import sys, time, gc
        import numpy as np, xgboost as xgb
        path, rows, columns, predicted = sys.argv[1], *map(int, sys.argv[2:])
        numbers = np.fromfile(path, dtype=np.float32)
        x, y = numbers[:rows * columns].reshape(rows, columns), numbers[rows * columns:]
        many = x[np.arange(predicted) % rows]
        model, said = None, np.zeros(1)
        print('ready', flush=True)
        for line in sys.stdin:
            what = line.split()
            gc.collect()
            start = time.perf_counter()
            if what[0] == 'fit':
                params = dict(objective='multi:softprob', num_class=int(y.max()) + 1, max_depth=4, eta=0.3, tree_method=what[1], nthread=1, seed=0, base_score=0.5)
                model = xgb.train(params, xgb.DMatrix(x, y, nthread=1), 20)
            else:
                said = model.predict(xgb.DMatrix(many, nthread=1))
            print(time.perf_counter() - start, float((said.astype(np.float64) ** 2).sum()), flush=True)
        """;

    private readonly Process _process;

    private XgboostPeer(Process process) => _process = process;

    /// <summary>Of the probabilities that it gave last: a check that both have the same model.</summary>
    public double SumOfSquares { get; private set; }

    /// <param name="file">Single-precision rows, then labels.</param>
    /// <returns>Null where there is no python3-xgboost.</returns>
    public static XgboostPeer? Start(string file, params int[] sizes)
    {
        if (!File.Exists(Interpreter))
        {
            return null;
        }

        var arguments = sizes.Select(s => s.ToString(CultureInfo.InvariantCulture));
        var start = new ProcessStartInfo(Interpreter, ["-c", Script, file, .. arguments]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["OMP_NUM_THREADS"] = "1";
        var peer = new XgboostPeer(Process.Start(start)!);
        if (peer._process.StandardOutput.ReadLine() == "ready")
        {
            return peer;
        }

        peer.Dispose();
        return null;
    }

    /// <returns>Seconds.</returns>
    public double Measure(string what)
    {
        _process.StandardInput.WriteLine(what);
        var fields = (_process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("XGBoost stopped.")).Split(' ');
        SumOfSquares = double.Parse(fields[1], CultureInfo.InvariantCulture);
        return double.Parse(fields[0], CultureInfo.InvariantCulture);
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }
}
