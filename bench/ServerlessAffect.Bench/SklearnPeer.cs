using System.Diagnostics;
using System.Globalization;

namespace ServerlessAffect.Bench;

/// <summary>Debian's scikit-learn in a process of its own, on one thread, that measures itself when told to.</summary>
internal sealed class SklearnPeer : IDisposable
{
    private const string Interpreter = "/usr/bin/python3";

    private const string Script = """
        import csv, sys, time, gc
        from sklearn.feature_extraction.text import TfidfVectorizer
        texts = [r['text'] for r in csv.DictReader(open(sys.argv[1], encoding='utf-8', newline=''))]
        makers = {'word': lambda: TfidfVectorizer(ngram_range=(1, 2)), 'char_wb': lambda: TfidfVectorizer(analyzer='char_wb', ngram_range=(2, 5))}
        print('ready', flush=True)
        for line in sys.stdin:
            gc.collect()
            start = time.perf_counter()
            matrix = makers[line.strip()]().fit_transform(texts)
            print(time.perf_counter() - start, matrix.nnz, flush=True)
        """;

    private readonly Process _process;

    private SklearnPeer(Process process) => _process = process;

    /// <returns>Null where there is no scikit-learn.</returns>
    public static SklearnPeer? Start(string csv)
    {
        if (!File.Exists(Interpreter))
        {
            return null;
        }

        var start = new ProcessStartInfo(Interpreter, ["-c", Script, csv]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["OMP_NUM_THREADS"] = start.Environment["OPENBLAS_NUM_THREADS"] = "1";
        var peer = new SklearnPeer(Process.Start(start)!);
        if (peer._process.StandardOutput.ReadLine() == "ready")
        {
            return peer;
        }

        peer.Dispose();
        return null;
    }

    public (double Seconds, int Entries) Measure(string analyzer)
    {
        _process.StandardInput.WriteLine(analyzer);
        var fields = (_process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("scikit-learn stopped.")).Split(' ');
        return (double.Parse(fields[0], CultureInfo.InvariantCulture), int.Parse(fields[1], CultureInfo.InvariantCulture));
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }
}
