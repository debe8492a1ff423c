using System.Globalization;
using System.Runtime.InteropServices;
using ServerlessAffect.Core.Errors;

namespace ServerlessAffect.Learning.Trees.Boosting;

/// <summary>Fitted trees inside the library. Nothing changes them; calls wait for each other, because the library configures itself on the first.</summary>
internal sealed class Booster
{
    private readonly Lock _gate = new();
    private readonly BoosterHandle _handle;

    private Booster(BoosterHandle handle) => _handle = handle;

    public static Booster Create(IEnumerable<(string Name, string Value)> parameters, ReadOnlySpan<nint> rows)
    {
        XgbImports.Require(XgbImports.XGBoosterCreate(rows, (ulong)rows.Length, out var handle));
        foreach (var (name, value) in parameters)
        {
            XgbImports.Require(XgbImports.XGBoosterSetParam(handle, name, value));
        }

        return new Booster(handle);
    }

    /// <param name="json">What <see cref="Save"/> gave, of this library or another of its languages.</param>
    /// <exception cref="AffectException"><see cref="ErrorCodes.DamagedModel"/>.</exception>
    public static Booster Load(ReadOnlySpan<byte> json)
    {
        var booster = Create([("verbosity", "0"), ("nthread", "1")], []);
        XgbImports.Require(XgbImports.XGBoosterLoadModelFromBuffer(booster._handle, json, (ulong)json.Length), ErrorCodes.DamagedModel);
        return booster;
    }

    /// <summary>Adds a round of trees.</summary>
    public void Update(int round, XgbRows rows) => XgbImports.Require(XgbImports.XGBoosterUpdateOneIter(_handle, round, rows.Handle));

    /// <returns>By part and metric, what the trees so far reach.</returns>
    public IReadOnlyList<(string Part, string Metric, double Value)> Evaluate(int round, ReadOnlySpan<nint> rows, string[] parts)
    {
        XgbImports.Require(XgbImports.XGBoosterEvalOneIter(_handle, round, rows, parts, (ulong)parts.Length, out var result));

        // "[3]\ttrain-logloss:0.25\tvalidation-logloss:0.31"
        var said = (Marshal.PtrToStringUTF8(result) ?? string.Empty).Split('\t')[1..];
        return Array.ConvertAll(said, entry =>
        {
            var (dash, colon) = (entry.IndexOf('-', StringComparison.Ordinal), entry.LastIndexOf(':'));
            return (entry[..dash], entry[(dash + 1)..colon], double.Parse(entry.AsSpan(colon + 1), NumberStyles.Float, CultureInfo.InvariantCulture));
        });
    }

    /// <summary>Row after row what was asked for: outputs, per output a contribution of every column and one of the bias, or leaf numbers in the order of the trees.</summary>
    public float[] Predict(DenseMatrix x, PredictionKind kind)
    {
        using var rows = XgbRows.Of(x);
        lock (_gate)
        {
            var config = string.Create(
                CultureInfo.InvariantCulture, $$"""{"type": {{(int)kind}}, "training": false, "iteration_begin": 0, "iteration_end": 0, "strict_shape": true}""");
            XgbImports.Require(XgbImports.XGBoosterPredictFromDMatrix(_handle, rows.Handle, config, out var shape, out var dimensions, out var result));
            var count = 1L;
            for (var d = 0; d < (int)dimensions; d++)
            {
                count *= Marshal.ReadInt64(shape, d * sizeof(long));
            }

            var values = new float[count];
            Marshal.Copy(result, values, 0, values.Length);
            return values;
        }
    }

    /// <returns>[features].</returns>
    public double[] Importance(ImportanceKind kind, int features)
    {
        var name = kind switch
        {
            ImportanceKind.Weight => "weight",
            ImportanceKind.Gain => "gain",
            ImportanceKind.Cover => "cover",
            ImportanceKind.TotalGain => "total_gain",
            ImportanceKind.TotalCover => "total_cover",
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Expected a known kind."),
        };
        lock (_gate)
        {
            XgbImports.Require(XgbImports.XGBoosterFeatureScore(
                _handle, $$"""{"importance_type": "{{name}}"}""", out var count, out var names, out _, out _, out var scores));
            var importance = new double[features];
            var values = new float[count];
            Marshal.Copy(scores, values, 0, values.Length);
            for (var i = 0; i < values.Length; i++)
            {
                // Columns are called f0, f1, …; those that no split asks about are left out.
                var column = Marshal.PtrToStringUTF8(Marshal.ReadIntPtr(names, i * nint.Size))!;
                importance[int.Parse(column.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture)] = values[i];
            }

            return importance;
        }
    }

    /// <summary>A copy of the first rounds.</summary>
    public Booster FirstRounds(int rounds)
    {
        lock (_gate)
        {
            XgbImports.Require(XgbImports.XGBoosterSlice(_handle, 0, rounds, 1, out var sliced));
            return new Booster(sliced);
        }
    }

    /// <summary>XGBoost's own JSON, which its other languages read.</summary>
    public byte[] Save()
    {
        lock (_gate)
        {
            XgbImports.Require(XgbImports.XGBoosterSaveModelToBuffer(_handle, """{"format": "json"}""", out var length, out var bytes));
            var json = new byte[length];
            Marshal.Copy(bytes, json, 0, json.Length);
            return json;
        }
    }
}
