namespace ServerlessAffect.Core.Models;

/// <summary>A measured value with its 95 % bootstrap interval.</summary>
public sealed record MetricEstimate(double Value, double Low, double High);
