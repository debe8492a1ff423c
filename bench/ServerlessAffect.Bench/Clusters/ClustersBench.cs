using System.Globalization;
using ServerlessAffect.Bench.Audio;
using ServerlessAffect.Learning;

namespace ServerlessAffect.Bench.Clusters;

/// <summary>The methods of exploration beside scikit-learn's: the same rows and settings, one thread each, in turns, processor time, the median of the pairs' ratios.</summary>
internal static class ClustersBench
{
    private const int MostPairs = 9;
    private const int FewestPairs = 3;
    private const double EnoughSeconds = 10;
    private const double WarmSeconds = 1;

    /// <param name="args">Parts of lines' names; none means all lines.</param>
    public static int Run(string[] args)
    {
        var lines = ClusterLines.All.Where(l => args.Length == 0 || args.Any(a => l.Name.Contains(a, StringComparison.OrdinalIgnoreCase))).ToArray();
        var x = MixtureRows.Make();
        var folder = Directory.CreateTempSubdirectory("affect-bench-").FullName;
        try
        {
            using var peer = SklearnRows.Start(x, folder);
            if (peer is null || lines.Length == 0)
            {
                Console.Error.WriteLine(peer is null ? "This bench needs Debian's python3-sklearn." : $"No line is called so. Lines: {string.Join(" | ", ClusterLines.All.Select(l => l.Name))}");
                return 2;
            }

            Console.WriteLine($"{MixtureRows.Rows} x {MixtureRows.Columns} made-up rows, scikit-learn {peer.Version}, one thread each; milliseconds of processor time; ratio = scikit-learn / ours, median of the pairs");
            Console.WriteLine($"{"",-58} {"sklearn",10} {"ours",10} {"ratio",7} {"bar",5}  results: sklearn, ours");
            var below = lines.Count(line => !Measure(line, x, peer));
            return below == 0 ? 0 : 1;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static bool Measure(PeerLine line, DenseMatrix x, SklearnRows peer)
    {
        var work = line.Prepare(line.Rows == x.Rows ? x : x.TakeRows([.. Enumerable.Range(0, line.Rows)]));
        for (var start = ThreadClock.Now; ThreadClock.Now - start < WarmSeconds;)
        {
            work();
        }

        List<double> ours = [], theirs = [];
        double our = 0, their = 0;
        while (ours.Count < FewestPairs || (ours.Count < MostPairs && ours.Sum() + theirs.Sum() < EnoughSeconds))
        {
            (var seconds, their) = line.Peer.Length == 0 ? (double.NaN, double.NaN) : peer.Measure(line);
            theirs.Add(seconds);
            var start = ThreadClock.Now;
            our = work();
            ours.Add(ThreadClock.Now - start);
        }

        var ratio = Median(theirs.Zip(ours, (t, o) => t / o));
        var held = line.Peer.Length == 0 || ratio >= line.Bar;
        var verdict = held ? "" : "  BELOW";
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{line.Name,-58} {Median(theirs) * 1000,10:0.0} {Median(ours) * 1000,10:0.0} {ratio,7:0.0} {line.Bar,5:0.0}  {their:G10}, {our:G10} ({ours.Count} pairs){verdict}"));
        return held;
    }

    private static double Median(IEnumerable<double> values) => values.Order().ToArray() is var sorted ? sorted[sorted.Length / 2] : 0;
}
