"""Groups of opinion from responses to propositions: who stands near whom, what is common ground.

``mapping.map_of`` makes a map (numpy and scipy; for jobs, not for a process that serves pages),
``drawing.svg_of`` draws one and ``table.rows_of`` says the same in rows, ``stored`` keeps one as
JSON. What a map is made of stands in ``opinion_map``; docs/opinion-map.md tells the method.
"""
