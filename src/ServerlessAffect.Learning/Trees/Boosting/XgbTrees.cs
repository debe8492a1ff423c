using ServerlessAffect.Core.Errors;

namespace ServerlessAffect.Learning.Trees.Boosting;

/// <summary>What fitted trees can be asked, whatever they predict.</summary>
internal sealed class XgbTrees
{
    private readonly Booster _booster;
    private readonly BoostedTrees _said;

    public XgbTrees(Booster booster, IReadOnlyList<RoundScores> history)
        : this(booster, BoostedTrees.Parse(booster.Save()), history)
    {
    }

    private XgbTrees(Booster booster, BoostedTrees said, IReadOnlyList<RoundScores> history) => (_booster, _said, History) = (booster, said, history);

    public int Features => _said.Features;

    public int Outputs => _said.Outputs;

    public int Rounds => _said.Rounds;

    public double BaseScore => _said.BaseScore;

    public string Objective => _said.Objective;

    public IReadOnlyList<BoostedTree> Trees => _said.Trees;

    public IReadOnlyList<RoundScores> History { get; }

    /// <exception cref="AffectException"><see cref="ErrorCodes.DamagedModel"/>, <see cref="ErrorCodes.MissingTool"/>.</exception>
    public static XgbTrees Load(ReadOnlyMemory<byte> json) => new(Booster.Load(json.Span), BoostedTrees.Parse(json), []);

    public double[] Values(DenseMatrix x) => Predict(x, PredictionKind.Value);

    public double[] Margins(DenseMatrix x) => Predict(x, PredictionKind.Margin);

    public double[] Contributions(DenseMatrix x) => Predict(x, PredictionKind.Contributions);

    public int[] Leaves(DenseMatrix x) => Array.ConvertAll(_booster.Predict(Required(x), PredictionKind.Leaf), leaf => (int)leaf);

    public double[] Importance(ImportanceKind kind) => _booster.Importance(kind, Features);

    public XgbTrees FirstRounds(int rounds)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rounds, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rounds, Rounds);
        return new XgbTrees(_booster.FirstRounds(rounds), History);
    }

    public byte[] Save() => _booster.Save();

    private double[] Predict(DenseMatrix x, PredictionKind kind) => Array.ConvertAll(_booster.Predict(Required(x), kind), value => (double)value);

    private DenseMatrix Required(DenseMatrix x)
    {
        ArgumentNullException.ThrowIfNull(x);
        return x.Columns == Features
            ? x
            : throw new ArgumentException($"The model has {Features} features; the rows have {x.Columns}. Use rows of the schema that the model was fitted on.", nameof(x));
    }
}
