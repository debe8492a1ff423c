namespace ServerlessAffect.Learning.Linear;

/// <summary>How a logistic regression walks to its minimum, which is the same for all, and where it stops.</summary>
public enum LogisticSolver
{
    /// <summary>L-BFGS with a line search that goes on where the values drown in rounding: as near to the minimum as the tolerance asks.</summary>
    Lbfgs,

    /// <summary>
    /// Step by step as scikit-learn's solver <c>lbfgs</c>, which is SciPy's L-BFGS-B 3.0: it stops also after a step that lowers the objective by no more than 2.2e-9 of it,
    /// often before the tolerance is met and with coefficients a few 1e-4 from the best. For numbers that have to be those of scikit-learn to more digits than that.
    /// </summary>
    ScikitLearnLbfgs,
}
